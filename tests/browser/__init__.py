"""The notebooks in a real JupyterLab, in a real browser, moved with a real keyboard and mouse."""
