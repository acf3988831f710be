"""The series as a folder for any web server: pages that live without a kernel, and JupyterLite."""
