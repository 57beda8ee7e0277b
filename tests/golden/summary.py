"""What Keras's model.summary() prints for a few stacks of dense layers. Run: python summary.py OUT.json

Needs: pip install tensorflow-cpu (made with Keras 3.15.1, TensorFlow 2.21.0).
"""
import os, sys, json
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
sys.path.pop(0)  # this folder, where `import numpy` would find a file
import keras, numpy as np
cases = []
def case(name, n_in, layers, is_trained=False):
    dense = [keras.layers.Dense(units, activation=activation, use_bias=use_bias, name=label) for units, activation, use_bias, label in layers]
    model, lines = keras.Sequential([keras.layers.Input((n_in,))] + dense, name=name), []
    if is_trained:
        model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.01), loss="mse")
        model.fit(np.zeros((2, n_in), np.float32), np.zeros((2, layers[-1][0]), np.float32), verbose=0)
    model.summary(print_fn=lambda line, **kwargs: lines.append(line))
    cases.append({"model": name, "n_in": n_in, "layers": [{"units": u, "activation": a, "use_bias": b, "name": n} for u, a, b, n in layers], "is_trained": is_trained, "summary": "\n".join(lines)})
case("sequential", 1, [(1, "linear", True, "dense")])
case("sequential_1", 2, [(3, "sigmoid", True, "layer1"), (1, "sigmoid", True, "layer2")])
case("no_bias", 1, [(1, "linear", False, "L1")])
case("wide", 1000, [(1200, "relu", True, "wide"), (1, "linear", True, "out")])
case("long", 20, [(16, "tanh", True, "a_layer_with_a_name_that_is_longer_than_its_column"), (10, "tanh", True, "twenty_seven_characters_longx")])
case("trained", 1, [(1, "linear", True, "dense")], is_trained=True)
case("wide_and_trained", 100, [(300, "relu", True, "wide"), (1, "linear", True, "out")], is_trained=True)
json.dump(cases, open(sys.argv[1], "w"), indent=1)
