"""What NumPy and Keras print for the cells of the notebook. Run: python notebook.py notebook.json

Takes the cells that tests/notebook_cells.rs wrote into that file, runs them and adds their output to it.
Needs: pip install tensorflow-cpu ipython (made with Keras 3.15.1, TensorFlow 2.21.0, NumPy 2.4.6).

The seeds of the page draw other numbers than those of Keras. So the initialiser gets the page's numbers; all else is Keras.
"""
import os, sys, ast, io, json, contextlib, warnings
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
os.environ['TF_ENABLE_ONEDNN_OPTS'] = '0'
sys.path.pop(0)  # this folder, where `import numpy` would find a file
import numpy as np, keras
from IPython.lib.pretty import pretty
path = sys.argv[1]
doc = json.load(open(path))
draws = {(d["seed"], d["units"]): d["kernel"] for d in doc["draws"]}
seed = 0
set_random_seed = keras.utils.set_random_seed
def remember(value):
    global seed
    seed = value
    set_random_seed(value)
keras.utils.set_random_seed = remember
keras.initializers.GlorotUniform.__call__ = lambda self, shape, dtype=None: keras.ops.convert_to_tensor(np.array(draws[seed, shape[1]], np.float32).reshape(shape))
def run(code, variables):
    """As a notebook does: the last line, if it is a value, is shown too."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), variables)
    if last is not None:
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), variables)
        if value is not None: print(pretty(value))
for case in doc["runs"]:
    keras.utils.clear_session()
    np.set_printoptions(precision=8)
    variables = {}
    for cell in case["cells"]:
        out, cell["error"] = io.StringIO(), None
        with contextlib.redirect_stdout(out), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try: run(cell["code"], variables)
            except Exception as e: cell["error"] = f"{type(e).__name__}: {e}"
        cell["text"] = out.getvalue()
    print(case["name"], flush=True)
doc["made_with"] = {"keras": keras.__version__, "numpy": np.__version__}
json.dump(doc, open(path, "w"), indent=1)
