"""A kernel as a notebook's page talks to it: over a WebSocket, and what it sends is heard."""

import json
import time
import uuid
from dataclasses import dataclass

import websocket
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

PROTOCOL = "v1.kernel.websocket.jupyter.org"


class LostError(Exception):
    """An answer did not come in time, or the kernel has ended."""


@dataclass(frozen=True)
class Message:
    """What came from the kernel."""

    kind: str
    parent: str | None
    content: dict
    buffers: list


class Kernel:
    """One kernel.

    Parameters
    ----------
    address : str
        ``ws://…/channels``.
    headers : dict
        Those of the learner who may use it.

    Attributes
    ----------
    listeners : list of callable
        Each is called with every `Message`.
    """

    def __init__(self, address, headers):
        self.session, self.listeners = uuid.uuid4().hex, []
        self.socket = websocket.create_connection(
            f"{address}?session_id={self.session}",
            header=headers,
            subprotocols=[PROTOCOL],
            timeout=120,
        )
        # JupyterLab lets moves of widgets be answered beside the cell that is running.
        self.beside = None
        self.ask("kernel_info_request", {})
        reply = self.ask("create_subshell_request", {}, channel="control")
        self.beside = reply.content["subshell_id"]

    def send(self, kind, content, channel="shell", metadata=None, beside=False):
        """Send a message; return its number."""
        number = uuid.uuid4().hex
        header = {
            "msg_id": number,
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "version": "5.4",
            "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        if beside:
            header["subshell_id"] = self.beside
        parts = {
            "header": header,
            "parent_header": {},
            "metadata": metadata or {},
            "content": content,
        }
        packed = serialize_msg_to_ws_v1(parts, channel, pack=lambda part: json.dumps(part).encode())
        self.socket.send_binary(packed)
        return number

    def hear(self, until, seconds=120):
        """Listen until a message is what is waited for; return it.

        Raises
        ------
        LostError
            If the kernel has ended, or the message does not come in time.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            message = self._next(deadline)
            if message is None:
                continue
            state = message.content.get("execution_state")
            if state in ("restarting", "dead"):
                raise LostError(f"the kernel is {state}")
            for listen in self.listeners:
                listen(message)
            if until(message):
                return message
        raise LostError(f"no answer within {seconds} s")

    def ask(self, kind, content, channel="shell"):
        """Send a message and return its reply."""
        number = self.send(kind, content, channel)
        return self.hear(lambda m: m.parent == number and m.kind.endswith("_reply"))

    def run(self, code):
        """Run a piece of code; raise LostError if it fails."""
        reply = self.ask("execute_request", {"code": code, "silent": False, "store_history": False})
        if reply.content["status"] != "ok":
            raise LostError(f"{reply.content.get('ename')}: {reply.content.get('evalue')}")

    def close(self):
        """Hang up. The kernel goes on."""
        self.socket.close()

    def _next(self, deadline):
        self.socket.settimeout(max(deadline - time.monotonic(), 0.01))
        try:
            kind, packed = self.socket.recv_data(control_frame=True)
        except (websocket.WebSocketException, OSError) as error:
            raise LostError(f"no message: {error}") from error
        if kind != websocket.ABNF.OPCODE_BINARY:  # a ping: were it passed over, no time would end
            return None
        _, (header, parent, _, content, *buffers) = deserialize_msg_from_ws_v1(packed)
        kind = json.loads(header)["msg_type"]
        return Message(kind, json.loads(parent).get("msg_id"), json.loads(content), buffers)
