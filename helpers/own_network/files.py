"""A learner's arrays from a file: .npz, .safetensors, or the JSON of Nielsen's network2.

Nothing is unpickled, because a pickle runs what is written in it. A file is read only if it says
that its arrays have room in memory, and what is damaged is refused in a sentence.
"""

import io
import json
import zipfile
from pathlib import Path

import numpy as np

from helpers.browser import fetched

EXAMPLES = Path(__file__).parents[1] / "data" / "elsewhere"  # five, from as many programs
MOST_BYTES = 400_000_000  # of all arrays of a file: a hundred million weights
MOST_JSON = 40_000_000  # letters; lists of lists take many times the room in memory
MOST_HEADER = 1_000_000  # letters that say what a .safetensors file holds
NUMBERS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4"}
OPENED_BY = {  # what to write where the file was made, for what is not opened here
    ".pkl": "import pickle; model = pickle.load(open({name!r}, 'rb'))",
    ".joblib": "import joblib; model = joblib.load({name!r})",
    ".pt": "import torch; model = torch.load({name!r})",
    ".keras": "import keras; model = keras.models.load_model({name!r})",
}
OPENED_BY |= {".pickle": OPENED_BY[".pkl"], ".pth": OPENED_BY[".pt"], ".h5": OPENED_BY[".keras"]}
SAVE = """
Keras:        np.savez("mine.npz", *model.get_weights(), expected=model.predict(x_test[:100]))
PyTorch:      np.savez("mine.npz", **{k: v.cpu().numpy() for k, v in model.state_dict().items()},
                       expected=model(x_test[:100]).detach().cpu().numpy())
scikit-learn: np.savez("mine.npz", *clf.coefs_, *clf.intercepts_,
                       expected=clf.predict_proba(x_test[:100]))"""


def arrays_of_file(path):
    """The arrays of a file as a dict by their names, ``expected`` among them if it is there."""
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"there is no file {str(path)!r}: expected the path of an .npz file, such as the lines "
            f"below write where your network was trained{SAVE}"
        )
    if path.suffix.lower() in OPENED_BY:
        line = OPENED_BY[path.suffix.lower()].format(name=path.name)
        raise ValueError(
            f"{path.name} has to be opened by what wrote it, and it may run code when it is "
            f"opened: open only your own. Write there\n{line}\nand then one of these lines; what "
            f"comes of it opens here with network_from('mine.npz')\n{SAVE.strip()}"
        )
    readers = {".npz": _npz, ".safetensors": _safetensors, ".json": _json}
    if path.suffix.lower() not in readers:
        raise ValueError(
            f"{path.name} is no file that is read here: expected {', '.join(readers)}; one of "
            f"these lines writes it where your network was trained{SAVE}"
        )
    path = fetched(path)
    try:
        return readers[path.suffix.lower()](path)
    except Exception as error:  # numpy, zip, zlib and JSON have each their own; the stack's too
        raise ValueError(
            f"{path.name} cannot be read ({error or type(error).__name__}): write it again where "
            f"your network was trained{SAVE}"
        ) from error


def _npz(path):
    content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else _too_large()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        if sum(entry.file_size for entry in file.infolist()) > MOST_BYTES:
            _too_large()
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return dict(file)


def _safetensors(path):
    """Eight bytes that count the letters of a JSON header, the header, and the numbers."""
    content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else _too_large()
    size = int.from_bytes(content[:8], "little")
    if not 2 <= size <= min(MOST_HEADER, len(content) - 8):
        raise ValueError(f"its header is said to have {size:,} bytes")
    header, numbers = json.loads(content[8 : 8 + size]), content[8 + size :]
    header.pop("__metadata__", None)
    return {name: _tensor(name, about, numbers) for name, about in header.items()}


def _tensor(name, about, numbers):
    if about["dtype"] not in NUMBERS:
        raise ValueError(f"{name} holds {about['dtype']}: expected {', '.join(NUMBERS)}")
    begin, end = about["data_offsets"]
    values = np.frombuffer(numbers[begin:end], NUMBERS[about["dtype"]])
    if not 0 <= begin <= end <= len(numbers):
        raise ValueError(f"{name} is said to lie at bytes {begin} to {end} of {len(numbers)}")
    if about["dtype"] == "BF16":  # the upper half of a float32
        values = (values.astype("<u4") << 16).view("<f4")
    return values.reshape(about["shape"])


def _json(path):
    if path.stat().st_size > MOST_JSON:
        _too_large()
    read = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(read, dict) or not {"weights", "biases"} <= set(read):
        raise ValueError("it has no weights and biases, as network2.save of Nielsen's book writes")
    layers = range(len(read["weights"]))
    if len(read["biases"]) != len(layers):
        raise ValueError("it does not have as many biases as weights")
    return {
        f"{kind}{n + 1}": np.asarray(read[kind][n], dtype=np.float64)
        for n in layers
        for kind in ("weights", "biases")
    }


def _too_large():
    raise ValueError(f"it is larger than a network of this kind: at most {MOST_BYTES:,} bytes")
