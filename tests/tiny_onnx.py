"""A tiny ONNX model, its bytes written by hand: the package ``onnx`` is not needed for the tests.

It looks up a row of numbers for each word piece and gives their mean: one number a label.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

FLOAT, INT64 = 1, 7


def _varint(value: int) -> bytes:
    out = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _node(kind: str, inputs: Sequence[str], output: str, attributes: bytes = b"") -> bytes:
    given = b"".join(_bytes(1, name) for name in inputs)
    return _bytes(1, given + _bytes(2, output) + _bytes(4, kind) + attributes)


def _value(field: int, name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    sizes = b"".join(
        _bytes(1, _bytes(2, size) if isinstance(size, str) else _number(1, size)) for size in shape
    )
    tensor = _number(1, kind) + _bytes(2, sizes)
    return _bytes(field, _bytes(1, name) + _bytes(2, _bytes(1, tensor)))


def model(table: Sequence[Sequence[float]]) -> bytes:
    """A model with ``input_ids`` that gives the mean of the rows of a table.

    :param table: one row for each number of a word piece, one column for each label.
    """
    rows, columns = len(table), len(table[0])
    raw = struct.pack(f"<{rows * columns}f", *(value for row in table for value in row))
    weights = _number(1, rows) + _number(1, columns) + _number(2, FLOAT) + _bytes(8, "table")
    axes = _bytes(5, _bytes(1, "axes") + _number(8, 1) + _number(20, 7))
    keep = _bytes(5, _bytes(1, "keepdims") + _number(3, 0) + _number(20, 2))
    graph = (
        _node("Gather", ("table", "input_ids"), "rows")
        + _node("ReduceMean", ("rows",), "logits", axes + keep)
        + _bytes(2, "tiny")
        + _bytes(5, weights + _bytes(9, raw))
        + _value(11, "input_ids", INT64, (1, "pieces"))
        + _value(12, "logits", FLOAT, (1, columns))
    )
    return _number(1, 8) + _bytes(8, _number(2, 13)) + _bytes(7, graph)
