"""The house: settings, addresses, page shell, components, static files, the `howff` command."""
