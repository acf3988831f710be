"""What a notebook's page does with live figures, without a page: `helpers/live/live.js` in short.

It tells each figure that is shown how much room it has, moves sliders, and while nothing moves it
asks for the pictures of the neighbouring states. Widgets travel as jupyter-widgets' messages.
"""

import json
import time

WIDTH = 9.5  # inches of a figure beside the prompt, where the window is high enough
VIEW = "application/vnd.jupyter.widget-view+json"
REFERENCE = "IPY_MODEL_"
AHEAD = (1, 2, 3, -1)  # steps whose pictures are asked for first


class Page:
    """The widgets of one kernel, as a page knows them.

    Parameters
    ----------
    kernel : benchmarks.classroom.kernel.Kernel
    """

    def __init__(self, kernel):
        self.kernel = kernel
        self.models = {}  # comm's number: state
        self.visible = set()  # models that have a view
        self.generations, self.known = {}, {}  # figure: number, and states whose pictures came
        self.first_picture = None
        kernel.listeners.append(self._hear)

    def clear(self):
        """All cells are about to be run anew: nothing has a view."""
        self.visible.clear()

    def figures(self):
        """Figures on the page that have a slider to be moved."""
        shown = [number for number in self.models if number in self.visible]
        return [n for n in shown if "followed" in self.models[n] and self._slider(n)]

    def move(self, figure, seconds=60):
        """Move a slider far, to a state whose picture is not there; return how long that took.

        From the move to the frame of the new state. The page then asks for its neighbours.

        Returns
        -------
        float or None
            None if the pictures of all states are there already: nothing would have to be waited
            for.
        """
        if figure not in self.generations:
            self.kernel.hear(lambda m: self._said(m, figure, "frame"), seconds)
        name, slider = self._slider(figure)
        control, place = self.models[slider], self.models[figure]["followed"].index(name)
        low, high = control["min"], control["max"]
        steps = range(max((high - low) * 2 // 5, 1), high - low + 1)
        values = [low + (control["value"] - low + step) % (high - low + 1) for step in steps]
        here = self._state(figure)
        states = [[*here[:place], value, *here[place + 1 :]] for value in values]
        new = [state for state in states if json.dumps(state) not in self.known[figure]]
        if not new:
            return None
        began = time.perf_counter()
        self._set(slider, new[0][place])
        # Its state then, because a slider may take other controls along.
        self.kernel.hear(lambda m: json.dumps(self._state(figure)) in self.known[figure], seconds)
        took = time.perf_counter() - began
        self._look_ahead(figure, self._state(figure), place, low, high, seconds)
        return took

    def train(self, seconds=300):
        """Press Start where a training can be watched; wait until it has ended."""
        start = [n for n in self.visible if self.models[n].get("icon") == "play"]
        for number in start:
            self._send(number, {"method": "custom", "content": {"event": "click"}})
            for busy in (True, False):
                self.kernel.hear(lambda m: self.models[number]["disabled"] is busy, seconds)  # noqa: B023

    def _slider(self, figure):
        """Name and number of the first slider that a figure follows and that can be moved."""
        state = self.models[figure]
        for name in state["followed"]:
            number = state["controls"][name].removeprefix(REFERENCE)
            control = self.models[number]
            if number in self.visible and control["_model_name"] == "IntSliderModel":
                return name, number
        return None

    def _set(self, number, value):
        self.models[number]["value"] = value
        data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        self._send(number, data)

    def _custom(self, number, **content):
        self._send(number, {"method": "custom", "content": content})

    def _send(self, number, data):
        self.kernel.send("comm_msg", {"comm_id": number, "data": data}, beside=True)

    def _look_ahead(self, figure, state, place, low, high, seconds):
        values = [state[place] + steps for steps in AHEAD if low <= state[place] + steps <= high]
        states = [[*state[:place], value, *state[place + 1 :]] for value in values]
        states = [state for state in states if json.dumps(state) not in self.known[figure]]
        if not states:
            return
        self._custom(figure, kind="want", generation=self.generations[figure], states=states)
        asked = {json.dumps(state) for state in states}
        self.kernel.hear(
            lambda m: asked <= self.known[figure] or self._said(m, figure, "unanswered"), seconds
        )

    def _state(self, figure):
        """The values of a figure's controls; of a list of options, the place in it."""
        found = self.models[figure]
        controls = [found["controls"][n].removeprefix(REFERENCE) for n in found["followed"]]
        return [self.models[c].get("index", self.models[c].get("value")) for c in controls]

    @staticmethod
    def _said(message, figure, kind):
        content = message.content
        if message.kind != "comm_msg" or content["comm_id"] != figure:
            return False
        return content["data"].get("content", {}).get("kind") == kind

    def _hear(self, message):
        content, data = message.content, message.content.get("data", {})
        if message.kind == "comm_open":
            self.models[content["comm_id"]] = dict(data.get("state", {}))
        elif message.kind == "comm_close":
            self.models.pop(content["comm_id"], None)
        elif message.kind == "comm_msg" and data.get("method") in ("update", "echo_update"):
            self.models.get(content["comm_id"], {}).update(data["state"])
        elif message.kind == "comm_msg" and data.get("content", {}).get("kind") == "frame":
            self._keep(content["comm_id"], data["content"])
        elif message.kind in ("display_data", "execute_result"):
            if "image/png" in data:
                self._note_picture()
            if VIEW in data:
                self._show(data[VIEW]["model_id"])

    def _keep(self, figure, frame):
        self._note_picture()
        if self.generations.get(figure) != frame["generation"]:
            self.generations[figure], self.known[figure] = frame["generation"], set()
        self.known[figure].add(json.dumps(frame["state"]))

    def _note_picture(self):
        if self.first_picture is None:
            self.first_picture = time.perf_counter()

    def _show(self, number):
        """A widget has a view: every live figure in it says that it is ready."""
        state = self.models.get(number, {})
        self.visible.add(number)
        if "followed" in state:
            self._custom(number, kind="ready", width=WIDTH, scale=1, ratio=1)
        for child in state.get("children", []):
            self._show(child.removeprefix(REFERENCE))
