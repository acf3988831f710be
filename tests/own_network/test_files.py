"""Files from elsewhere: what they hold, and a sentence for what is damaged, hostile or strange."""

import io
import json
import pickle
import struct
import zipfile

import numpy as np
import pytest

from helpers.own_network import files, network_from
from helpers.own_network.files import arrays_of_file

SPRUNG = []


class Trap:
    """Whoever unpickles it runs what it says."""

    def __reduce__(self):
        return spring, ()


def spring():
    SPRUNG.append("sprung")


def safetensors(header, numbers=b""):
    text = json.dumps(header).encode() if isinstance(header, dict) else header
    return struct.pack("<Q", len(text)) + text + numbers


def tensor(values, kind):
    return {"dtype": kind, "shape": values.shape, "data_offsets": [0, values.nbytes]}


@pytest.fixture
def written(tmp_path):
    def write(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


@pytest.mark.parametrize("kind", ["F64", "F32", "F16"])
def test_a_safetensors_file_is_read(written, kind):
    values = np.arange(6, dtype=files.NUMBERS[kind]).reshape(2, 3)
    content = safetensors({"__metadata__": {}, "w": tensor(values, kind)}, values.tobytes())
    found = arrays_of_file(written("mine.safetensors", content))
    np.testing.assert_array_equal(found["w"], values)


def test_bfloat16_is_the_upper_half_of_a_float32(written):
    values = np.float32([1, -2.5, 0])
    upper = (values.view(np.uint32) >> 16).astype("<u2")
    content = safetensors({"w": tensor(upper, "BF16")}, upper.tobytes())
    np.testing.assert_array_equal(arrays_of_file(written("m.safetensors", content))["w"], values)


ROOM = np.zeros(3, np.float32)
LIES = {
    "longer than the file": struct.pack("<Q", 1 << 62) + b"{}",
    "no header": b"",
    "a list for a header": safetensors(b"[1, 2]"),
    "brackets": safetensors(b"[" * 900_000),
    "numbers beyond the end": safetensors({"w": tensor(ROOM, "F32")}, b"1234"),
    "numbers before the beginning": safetensors(
        {"w": {"dtype": "F32", "shape": [3], "data_offsets": [-12, 0]}}, bytes(12)
    ),
    "numbers before the beginning, as many as needed": safetensors(
        {"w": {"dtype": "F32", "shape": [3], "data_offsets": [-24, -12]}}, bytes(24)
    ),
    "a shape that is another": safetensors(
        {"w": {"dtype": "F32", "shape": [1 << 40, 1 << 40], "data_offsets": [0, 12]}}, bytes(12)
    ),
    "a kind that is none": safetensors({"w": tensor(ROOM, "F8_E4M3")}, bytes(12)),
    "no offsets": safetensors({"w": {"dtype": "F32", "shape": [3]}}, bytes(12)),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_safetensors_header_that_lies_is_refused(written, lie):
    with pytest.raises(ValueError, match=r"mine\.safetensors cannot be read .+: write it again"):
        arrays_of_file(written("mine.safetensors", LIES[lie]))


@pytest.mark.parametrize(
    "text",
    ["[" * 1_000_000, '{"weights": [[[1, 2], [3]]], "biases": [[1]]}', '{"weights": 3}', "", "{}",
     '{"weights": [[[1e400]]], "biases": []}', '{"weights": [1], "biases": 2}', "\ud800"],
)  # fmt: skip
def test_json_that_is_no_network_is_refused(written, text):
    path = written("mine.json", text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ValueError, match=r"mine\.json cannot be read"):
        arrays_of_file(path)


def test_what_is_too_large_is_not_even_read(tmp_path):
    for name, size in (("a.json", files.MOST_JSON), ("a.npz", files.MOST_BYTES)):
        with open(tmp_path / name, "wb") as file:
            file.truncate(size + 1)  # a hole, which takes no room
        with pytest.raises(ValueError, match="larger than a network"):
            arrays_of_file(tmp_path / name)


def test_an_npz_that_would_not_fit_into_memory_is_not_unpacked(written, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10_000)
    packed = io.BytesIO()
    np.savez_compressed(packed, W1=np.zeros((784, 100)))
    assert len(packed.getvalue()) < 10_000
    with pytest.raises(ValueError, match="larger than a network"):
        arrays_of_file(written("bomb.npz", packed.getvalue()))


def test_a_pickle_inside_an_npz_is_not_run(written):
    packed, array = io.BytesIO(), io.BytesIO()
    np.lib.format.write_array(array, np.array([Trap()], dtype=object), allow_pickle=True)
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("W1.npy", array.getvalue())
        file.writestr("W2.npy", pickle.dumps(Trap()))
    for source in (packed.getvalue(), pickle.dumps(Trap())):
        with pytest.raises(ValueError, match="cannot be read"):
            arrays_of_file(written("trap.npz", source))
    assert not SPRUNG
    pickle.loads(pickle.dumps(Trap()))
    assert SPRUNG.pop() == "sprung"


@pytest.mark.parametrize(
    "name", ["a.pkl", "a.pickle", "a.pt", "a.PTH", "a.h5", "a.keras", "a.joblib"]
)
def test_what_others_have_to_open_is_told_with_the_lines_to_write(written, name):
    with pytest.raises(ValueError, match=r"only your own(?s:.)+load(?s:.)+np\.savez") as raised:
        network_from(written(name, pickle.dumps(Trap())))
    assert name in str(raised.value)
    assert not SPRUNG


@pytest.mark.parametrize("name", ["a.onnx", "a", "a.txt"])
def test_a_file_of_another_kind_is_told_which_are_read(written, name):
    with pytest.raises(ValueError, match=r"expected \.npz, \.safetensors, \.json"):
        network_from(written(name, b"x"))


def test_a_file_that_is_not_there_is_said_to_be_not_there(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"mine\.npz(?s:.)+np\.savez"):
        network_from(tmp_path / "mine.npz")


@pytest.mark.parametrize("path", sorted(files.EXAMPLES.glob("*.[nj]*")), ids=lambda path: path.name)
def test_a_file_cut_off_at_every_hundredth_byte_is_refused(path, tmp_path):
    content, cut = path.read_bytes(), tmp_path / path.name
    # In large files as many cuts, further apart.
    for end in range(0, len(content), max(100, len(content) // 400)):
        cut.write_bytes(content[:end])
        with pytest.raises(ValueError, match="cannot be read"):
            network_from(cut)


def test_a_network_of_this_project_is_opened_by_its_own_function():
    from helpers import storage

    with pytest.raises(ValueError, match="load_network"):
        network_from(storage.FOLDER / "ten-digits.npz")
