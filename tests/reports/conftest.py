"""A real browser for the page."""

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest

Browse = Callable[..., str]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browse:
    """Open a page in headless Chromium: `browser(html, steps)` returns the document after the steps (JavaScript).

    The steps run as the page's own script may not: they are let through its content security policy. Without
    Chromium the test is skipped loudly; under CI it fails, because there it must be installed.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        reason = "Chromium is not installed: the page was NOT tried in a browser"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)

    def browse(html: str, steps: str = "") -> str:
        folder = tmp_path_factory.mktemp("browser")
        if steps:
            html = html.replace("script-src '", "script-src 'nonce-test' '", 1)
            html = html.replace("</body>", f'<script nonce="test">{steps}</script></body>')
        page = folder / "page.html"
        page.write_text(html, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
        command = [program, *options, "--virtual-time-budget=2000", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=120)
        return done.stdout

    return browse
