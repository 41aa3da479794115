"""What a spec (`formulas_spec/*.yaml`) says of a campaign: model, loader, messages."""
