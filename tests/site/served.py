"""A folder served on this machine, as any server of static files would."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no log."""

    def log_message(self, *args):
        pass

    def end_headers(self):
        # As the default address of Pyodide answers, which one of these stands for.
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


class Patient(ThreadingHTTPServer):
    """A server that takes it quietly when a page is closed before it has come."""

    def handle_error(self, request, client_address):
        pass


@contextmanager
def served(folder):
    """Serve a folder, and yield its address."""
    server = Patient(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
