"""Property tests here measure no time: a busy machine must not make them fail."""

from hypothesis import settings

settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
