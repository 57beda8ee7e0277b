"""What NumPy prints for many float32 arrays, for tests/notebook.rs. Run: python numpy.py OUT.json SEED

Needs: pip install numpy (made with NumPy 2.4.6). Each array is held as the bits of its numbers, hexadecimal.
"""
import json, sys
sys.path.pop(0)  # this folder, where `import numpy` would find this file
import numpy as np
out_path, seed = sys.argv[1], int(sys.argv[2])
rng = np.random.default_rng(seed)
special = [np.inf, -np.inf, np.nan, 0.0, -0.0, 1e-45, 3.4028235e38, 0.0001, 9.9999e-5, 999999.94, 1e6, 1e7, 16777216.0, 0.125, 0.005, 2.5]
def numbers(size):
    kind = rng.integers(6)
    if kind == 0: a = rng.normal(0, 10.0 ** rng.integers(-3, 5), size)
    elif kind == 1: a = rng.integers(-500, 500, size)
    elif kind == 2: a = rng.normal(0, 1, size) * 10.0 ** rng.integers(-8, 9, size)
    elif kind == 3: a = np.round(rng.normal(0, 100, size), int(rng.integers(0, 5)))
    elif kind == 4: a = np.array([special[i] for i in rng.integers(0, len(special), size)])
    else: return np.frombuffer(rng.bytes(4 * size), np.float32)
    a = np.asarray(a, np.float32)
    if rng.random() < .1: a[rng.integers(0, size)] = special[rng.integers(0, 5)]
    return a
rows = []
def row(a, precision):
    np.set_printoptions(precision=precision)
    rows.append({"shape": list(a.shape), "bits": a.astype(">f4").tobytes().hex(), "precision": precision, "str": str(a), "repr": repr(a)})
shapes = [(1,), (3,), (1, 1), (2, 3), (3, 2), (6, 1), (1, 5), (20,), (4, 9), (2, 2, 3)]
for i in range(int(sys.argv[3]) if len(sys.argv) > 3 else 300):
    shape = shapes[i % len(shapes)]
    row(numbers(int(np.prod(shape))).reshape(shape), int(rng.choice([8, 8, 2, 2, 4, 0])))
for x in special: row(np.asarray(x, np.float32), 8)
row(np.zeros((0,), np.float32), 8); row(np.zeros((0, 1), np.float32), 8)
if len(sys.argv) <= 3:
    for shape in [(1001,), (1000,), (501, 2), (3, 400)]: row((np.arange(np.prod(shape), dtype=np.float32) / 8).reshape(shape), 8)
json.dump(rows, open(out_path, "w"), indent=0)
