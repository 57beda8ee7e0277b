# The texts of what is loaded when it is first wanted: learning, the notebook, the share dialog.

# Learning: examples
train-lead = What are w and b for? Here they are moved until the predictions fit the examples. The loss is one number for how far off they are: each step of training tries to lower it a little, and an epoch goes through all examples once.
train-lead-hand = What are w and b for? With the right ones the predictions fit the examples. The loss is one number for how far off they are.
examples = Examples
set-houses = Two houses
set-six-houses = Six houses
set-logistic = Logistic lab
set-noisy = Noisy line
set-overlap = Who passes?
set-outlier = One typing error
set-offset = Used cars
set-own = Your own
story-houses = Two houses from the course: { $x1 }000 square feet cost ${ $y1 },000, { $x2 }000 cost ${ $y2 },000.
story-six-houses = Six houses that no line hits exactly: the best line passes between them.
story-logistic = Six inputs from the course, the first three of class 0, the last three of class 1.
story-noisy = { $count } houses near a line: chance moved each price up or down, and is the same for everybody.
story-overlap = { $count } students: hours of study, and whether they passed. The classes overlap.
story-outlier = Houses near a line, and one price that lost a zero: it pulls the whole line.
story-offset-plain = Used cars: the older, the cheaper.
story-offset = Used cars: the older, the cheaper. Without a bias (“use bias” off) the line starts at 0 and has to rise.
story-own = Examples of your own: { $count }.
story-many = Examples of your own: { $count }, too many for a link, so save them as CSV.
story-none = No examples. Click into the plot, paste a table or choose a set.
measure-size = Size (1000 sqft)
measure-size-small = Size (sqft)
measure-price = Price (in 1000s of dollars)
measure-age = Age (years)
measure-hours = Hours of study
measure-passed = Passed (1) or not (0)
measure-input = x
measure-class = class
measure-thousandths = { $name }, in thousandths
measure-zscore = { $name }, in standard deviations from the mean
units = Unit of x
units-given = as given
units-thousandths = a unit 1000 times smaller
units-zscore = standard deviations
units-hint = Another unit, the same predictions, another w: a large weight need not be an important one.
units-hint-shifted = Another unit, the same predictions, other w and b: a large weight need not be an important one.
units-hint-no-bias = Another unit, another w: a large weight need not be an important one. Without a bias the predictions change too, as standard deviations count from the mean.
units-hint-zscore = In standard deviations an example keeps its x, and moves up and down only: another x would move the mean of all.
out-of-sight = Examples outside the plot: { $count }. “Fit view” shows them.
table = The examples and their loss
column-x = x
column-y = y
column-predicted = ŷ
column-error = ŷ − y
column-term = loss term
remove = Remove example { $number }
example-x = x of example { $number }
example-y = y of example { $number }
more-rows = and { $count } more
clear = Clear
add = Add an example
paste = Paste or open a table
paste-hint = Two columns, x and y, from a spreadsheet or a CSV file: commas, semicolons, tabs or spaces, with or without a header.
paste-use = Use these
paste-file = or open a file
export = Save as CSV
table-read = Examples read: { $count }.
table-columns = x is column { $x } and y column { $y }; further columns of numbers are left out.
table-names = The only line has no number in it: it is taken for the names of the columns.
table-refused = Line { $line }: { $reason }.
table-more-refused = Further lines that could not be used: { $count }.
table-cut = Lines left out beyond the first { $most }: { $count }.
reason-columns = a row wants two numbers, but this one ends early
reason-number = column { $column } wants a number, but holds “{ $got }”
reason-unclear = in “{ $got }” (column { $column }) the comma may mean a decimal or thousands
reason-other-mark = “{ $got }” (column { $column }) has another decimal mark than the other rows
reason-large = “{ $got }” (column { $column }) is beyond ±{ $limit }
reason-empty = column { $column } wants a number, but is empty

# Learning: loss
loss = Loss
loss-mse = MSE (Keras)
loss-half = ½ MSE (Ng)
loss-bce = binary cross-entropy
squares = errors as squares
surface-title = the loss over w and b
surface-legend = ● is (w, b).
surface-legend-hand = ● is (w, b): drag it, or click.
surface-way = The thick line is the way the training took.
surface-minimum = × is where the loss is least.
surface-minimum-no-bias = × is where the loss is least without a bias.
surface-alt = Map of the loss over w and b
data-alt = Plot of the examples and of what the neuron predicts
loss-curve-title = the loss over the epochs
loss-alt = Plot of the loss over the epochs
scale-low = low loss
scale-high = high loss
log-axis = logarithmic axis
bests = The best line with …
best-both = w and b
best-no-bias = w only
best-no-weight = b only

# Learning: steps
train-title = Gradient descent
go = Training
learning-rate = learning rate
rate-hint = how far each step goes
stability = Above { $rate } it diverges.
stability-batches = Up to { $rate } no step leads further away from the best line of its own batch.
batch = Batch
batch-all = all examples
batch-of = { $count } a batch
use-weight = use weight
step-1 = 1 epoch
step-many = { $count } epochs
play = Play
pause = Pause
recipe = Train the two houses
recipe-hint = { $count } epochs from w = { $w }, b = { $b } with rate { $rate }, as in the course forum. It ends near { $best_w } and { $best_b }, not there: press { $more } to come closer.
progress = Progress of the run
next-step = The next step
next-step-batch = The next step, on the first batch
outcome-no-data = Without examples there is nothing to learn.
outcome-start = Loss { $loss } at w = { $w }, b = { $b }.
outcome-no-epoch = No epoch done from here yet.
outcome-after = Epoch { $epochs }: w = { $w }, b = { $b }, loss { $loss }.
outcome-unmeasured = Epoch { $epochs }: w = { $w }, b = { $b }.
outcome-too-far = Stopped at epoch { $epochs }, w = { $w }, b = { $b }: the next step leaves ±{ $limit }, as far as w and b go here.
outcome-diverged = Diverged at epoch { $epochs } and stopped at w = { $w }, b = { $b }.
outcome-too-large = The learning rate { $rate } is above { $limit }, the largest that is stable here: unless it starts at the very bottom, each step overshoots further than the last.
outcome-at-limit = The learning rate { $rate } is the largest that is stable here: where the loss is steepest, each step lands as far off on the other side.
valley-long = The loss is a long valley, { $condition } times steeper across than along: steps small enough for its walls creep along its floor to the bottom at w = { $w }, b = { $b }.
valley-round = The loss is a round bowl: every step heads straight for the bottom at w = { $w }, b = { $b }.
valley-oval = The loss is a bowl, { $condition } times steeper one way than the other, with its bottom at w = { $w }, b = { $b }.
valley-batches = Each batch has a bowl of its own: steps wander about the bottom for all examples, at w = { $w }, b = { $b }, and may never settle there.
valley-batches-no-bias = Each batch has a parabola of its own: steps wander about the bottom for all examples, at w = { $w }, and may never settle there.
valley-w-only = Without a bias only w moves: the loss is a parabola with its bottom at w = { $w }.
valley-b-only = Without a weight only b moves: the best it can do is the mean label, b = { $b }.
valley-nothing = Without weight and bias nothing is left to move: every prediction stays the same.
valley-labels = The cross-entropy measures labels from 0 to 1; some are outside. Choose another loss.
valley-flat = Many lines are equally good here: the loss has no single bottom.
valley-separable = There is no minimum: a steeper curve between the two classes is always a little better, so w runs away for ever, ever more slowly.
valley-one-class = There is no minimum: all examples are of one class, and a surer prediction is always a little better, but by less and less.
back-to-start = Back to the start of this run
smaller-rate = Use rate { $rate }
rate-value = learning rate { $rate }
file-unreadable = The file could not be read.
speed = Speed of play
speed-of = × { $count }

# A picture to take away
figure-title = wx+b: a neuron with w = { $w } and b = { $b }
figure-title-no-bias = wx+b: a neuron with w = { $w } and no bias
figure-parameters = w = { $w }, b = { $b }, { $activation }
figure-activation = activation: { $activation }
figure-forward = At x = { $x }: z = { $z }, { $formula } = { $a }
figure-loss = { $name }: { $loss } at epoch { $epochs }, examples: n = { $count }

# Share
close = Close
share-parts = What to share
share-link = Link
share-embed = Embed
share-exercise = Exercise
share-picture = Picture
link-lead = This link opens the page with the values you see.
link-label = Link to these values
link-leaves-out = A link holds at most { $most } examples of your own; these are more, so it opens without them. “Save as CSV” in the view “Train” keeps them.
link-too-long = This link is too long to be opened: it has { $length } characters, and the page reads { $most } at most. Shorten the texts, or take fewer examples.
copy = Copy
copied = Copied.
copy-refused = The browser did not let the page copy. The text is selected: press Ctrl+C (⌘C on a Mac), or hold it and choose Copy.
page-address = Address of the page
page-address-none = Without an address this is no link. Put in the address where the page is.
page-address-file = If others cannot open this address (it is of a file, or of a copy that only you see), put in the one where the page will be.
embed-lead = Paste this into a course page, and readers find the page there with the values you see.
exercise-lead = An exercise is a link: with a task, a goal that the page watches, and parts that are locked or hidden. It begins with the values you see.
embed-kind = Where will it stand?
kind-iframe = HTML
kind-canvas = Canvas
kind-element = Element
kind-jupyter = Jupyter
kind-quarto = Quarto
kind-mdbook = mdBook
kind-myst = MyST
kind-iframe-hint = An iframe, for Moodle and every other page that takes HTML.
kind-canvas-hint = An iframe that Canvas makes as tall as its content.
kind-element-hint = For pages that may run scripts. The file wxplusb.js has to lie beside the page; the page in one file comes without it.
kind-jupyter-hint = A code cell: text cells lose the address of a frame.
kind-quarto-hint = A raw block for HTML documents and slides.
kind-mdbook-hint = HTML in the Markdown of a chapter. A Docusaurus page takes it without the style attribute.
kind-myst-hint = A directive for MyST and Jupyter Book. It takes no height, and the caption names the frame.
kind-sandboxed = The frame has a sandbox. If it says in your page that it could not start, take sandbox="…" out: the server does not allow for that.
snippet = Text to paste
embed-view = View
embed-height = Height in pixels
parts = Parts of the page
parts-all-open = all shown
parts-counted = { $locked } locked, { $hidden } hidden
parts-hint = Locked parts are seen but take nothing from a hand. Hidden parts are not seen. Training, “Initialise”, presets and cells move w and b also where their sliders are locked: lock those parts as well.
part = Part
part-named = { $part }: { $access }
access-open = shown
access-locked = locked
access-hidden = hidden
part-param = { $word } { $name }
part-use-bias = bias on or off
part-initialise = initialise
part-presets = presets
part-undo = undo and redo
part-paste = paste or open a table
part-table = table of the examples
part-bests = best lines
part-squares = errors as squares (switch)
part-log = logarithmic axis (switch)
part-rate = learning rate
part-use-weight = weight on or off
part-train = buttons that train
part-theme = theme menu
part-views = tabs of the views
part-share = share button
part-plot-line = plot of the sum z
part-plot-output = plot of the output a
part-plot-data = plot of the examples
part-plot-surface = map of the loss
part-cells = cells of the notebook
part-plot-starts = map of many starts
part-plot-loss = plot of the loss
preview = Preview
exercise-say = Task
exercise-say-hint = What the learner reads first.
exercise-hint = Hint
exercise-hint-hint = Shown to a learner who asks for it.
characters = { $used } of { $most } characters
goals = Goal
goals-hint = All conditions have to hold at once. Leave an end empty where there is none.
goal-add = Add a condition
goal-remove = Remove condition { $number }
goal-quantity = Quantity of condition { $number }
goal-from = Condition { $number }, from
goal-to = Condition { $number }, to
goal-from-short = from
goal-to-short = to
goal-empty = This condition needs at least one end.
goal-crossed = The lower end is above the upper one.
exercise-reached = The values with which the link opens fulfil this already: the learner would have nothing to do.
exercise-link = Link to the exercise
exercise-try = Try it
picture-lead = The plots as you see them, with their values.
save-svg = Save SVG
save-png = Save PNG
saving = { $file } goes to your downloads. If nothing arrives there, the page around this one does not allow it.
save-failed = The browser could not turn the picture into a PNG. “Save SVG” works without that.
numbers = The numbers as CSV
numbers-copy = Copy numbers
# Notebook
notebook-lead = The cells of the course's lab, alive. Run them, change a number, move a slider: what they print is computed here, and is what Keras and NumPy print to the last character. (After a training, a sigmoid, a tanh or a sum over several inputs the last digits may differ, as they do between two machines; after training a saturated tanh, from the fourth on.) Only the random numbers are the page's own: from the same seed Keras draws others.
notebook-picture = The picture and the sliders show the w and b that set_weights puts in: not those of a layer before that, nor those after fit.
notebook-grammar = This page reads the calls that you see here, not all of Python.
notebook-holds = The cells and the program hold the first { $most } of your { $count } examples, so their numbers may differ from those of the view “Train”.
notebook-actions = Notebook
section-start = To begin
section-linear = The lab: a line
section-logistic = The lab: a sigmoid
section-training = Training, as in the forum
run = Run
run-of = Run the cell “{ $title }”
run-all = Run all
restart = Restart
restarted = Restarted: no cell has been run yet.
new-seed = New seed
new-seed-note = seed { $seed }
cell-label = Code of the cell “{ $title }”
in-run = In [{ $count }]:
in-not-run = In [ ]:
output-of = Output of the cell “{ $title }”
no-output = The cell “{ $title }” ran and printed nothing.
caption = { $role }: shape { $shape } = { $axes }
role-inputs = inputs X
role-labels = labels Y
role-kernel = kernel w
role-bias = bias b
role-sum = sums z
role-prediction = predictions
role-other = array
axes-inputs = (samples, inputs)
axes-kernel = (inputs, units)
axes-bias = (units,)
axes-outputs = (samples, units)
fix = Put it right
as-before = Take back
cell-imports = Imports
cell-data = Two houses
cell-data-other = The examples
cell-layer = A layer of one neuron
cell-layer-units = A layer of { $units } neurons
cell-unbuilt = It has no weights yet
cell-build = The first call builds it
cell-get-weights = What are w and b?
cell-get-weights-no-bias = What is w?
cell-set-weights = Put others in
cell-predict = One house
cell-predict-other = One example
cell-predict-all = All houses
cell-predict-all-other = All examples
cell-logistic-data = Points of two classes
cell-logistic-data-other = Points for the model
cell-logistic = A neuron with a sigmoid
cell-logistic-other = A neuron in a model
cell-summary = The model as a table
cell-logistic-weights = Its weights and their shapes
cell-logistic-set = Put others in here too
cell-logistic-predict = What it predicts
cell-model = The houses again, and a new model
cell-model-other = The examples again, and a new model
cell-compile = What to make small, and how
cell-fit = Train
cell-after = Where that led
note-imports = NumPy for arrays, Keras for layers. The last line says how many decimals arrays show.
note-data = Sizes in 1000 square feet, a row for each house; prices in 1000s of dollars.
note-data-other = A row for each example: its input in X_train, its label in Y_train.
note-layer = Dense computes X · w + b, and then the activation of that. How many inputs there will be, it does not know yet.
note-unbuilt = An empty list: a layer gets its weights when it first meets data or is told their shape (Input, below), for only then does it know how many it needs.
note-build = Now Keras draws w at random and sets b to zero. Nothing has been learned, so this is no answer yet. Random, because several neurons that begin alike stay alike: see “Why random?” below.
note-build-no-bias = Now Keras draws w at random; there is no bias. Nothing has been learned, so this is no answer yet. Random, because several neurons that begin alike stay alike: see “Why random?” below.
note-get-weights = The answer to the question that brought you here: two arrays of numbers. w, the kernel, has a row for each input and a column for each neuron; b, the bias, has one number for each neuron.
note-get-weights-no-bias = The answer to the question that brought you here: an array of numbers. w, the kernel, has a row for each input and a column for each neuron. This layer has no bias.
note-set-weights = Nothing is loaded here. The lab sets one neuron's two numbers by hand, so that you see what they do. Change them in the cell, or move the sliders.
note-set-weights-no-bias = Nothing is loaded here. The lab sets one neuron's number by hand, so that you see what it does. Change it in the cell, or move the slider.
note-set-weights-units = This layer has { $units } neurons: it wants a kernel with { $units } columns, and { $units } biases. The lab's numbers fit one neuron, so Keras refuses them here.
note-set-weights-units-no-bias = This layer has { $units } neurons: it wants a kernel with { $units } columns. The lab's number fits one neuron, so Keras refuses it here.
note-predict = The layer does nothing but this: times w, plus b.
note-predict-no-bias = The layer does nothing but this: times w.
note-predict-activation = The sum by hand, z, comes second. The layer takes the activation of it as well.
note-predict-all = The same for each row: they lie on a line.
note-predict-all-units = The same for each row, and a column for each neuron.
note-predict-all-activation = The same for each row. The plot shows what the activation makes of the sums.
note-logistic-data = Six inputs, the first three of class 0, the last three of class 1.
note-logistic = The same neuron; its sum then goes through a sigmoid.
note-logistic-other = The same neuron; its sum then goes through the activation that is named here.
note-summary = (None, 1): any number of rows, one output. The parameters are w and b.
note-summary-no-bias = (None, 1): any number of rows, one output. The parameter is w.
note-logistic-weights = Again a kernel with two axes and a bias with one.
note-logistic-weights-no-bias = Again a kernel with two axes. There is no bias.
note-logistic-set = Set by hand again, not learned: training looks for better ones.
note-logistic-predict = Between 0 and 1: how sure the neuron is of class 1.
note-logistic-predict-other = What the activation makes of the sums, for one example and for all.
note-model = Everything from the start, to be learned this time.
note-compile = The loss says what is bad, the optimizer how to step away from it.
note-fit = Each epoch looks at all examples and moves the weights to lower the loss. verbose=0: it prints nothing.
note-fit-no-weight = Each epoch looks at all examples and moves the weights to lower the loss, w as well: Keras has no such switch as “use weight” of the view “Train”. verbose=0: it prints nothing.
note-after = The weights after training. get_weights does not care how they came about: it returns what is there now. If they are near the best but not there, more epochs may help.
mistakes = Mistakes to try
mistakes-hint = Each one writes itself into the cell and is answered as Keras answers it.
mistake-one-array = one array, not two
mistake-flat-kernel = kernel with one axis
mistake-deep-bias = bias with two axes
mistake-swapped = bias first
mistake-unbuilt = before building
mistake-plain-numbers = plain numbers
why-one-array = set_weights wants all arrays of the layer: the kernel and the bias, in one list.
why-flat-kernel = A kernel has two axes, (inputs, units): double brackets, even around a single number.
why-deep-bias = A bias has one axis, (units,): single brackets.
why-swapped = The order is that of get_weights: the kernel first, then the bias.
why-unbuilt = A new layer has not met data, so it has nothing to be set. Call it once before.
why-plain-numbers = Keras looks at the shape of what it is given, and a plain number has none.
one-or-other = { $first } or { $last }
form-code = “{ $code }”
form-number = a number
form-whole = a whole number
form-whole-up-to = a whole number up to { $most }
form-text = a text in quotes
form-array = an array of numbers
form-float32 = an array made with “dtype=np.float32”
form-columns = rows of length { $count }
form-name = a name that these cells use
form-value = a number, an array, a name or a call
form-line = a new line
form-simpler = something shorter
unclear = Line { $line }, character { $column }: here this page understands { $expected }, but found “{ $found }”.
unclear-end = Line { $line }, character { $column }: here this page understands { $expected }, but the cell ends.
fit-diverged = The training left the range of numbers: the learning rate is too large for these data.
fit-too-long = All runs together would take too long for a page: choose “Restart”, fewer epochs or fewer rows.

# Notebook: why random
random-title = Why random?
random-draws = { $count } first weights, each drawn with another seed, from { $seed } on. Keras draws evenly between −{ $limit } and { $limit } here: Glorot uniform, √6 / √(inputs + units). The first one is { $first }.
random-draws-alt = Histogram of { $count } first weights between −{ $limit } and { $limit }: from { $least } to { $most } in a bar
random-starts = Does it matter where it starts? For a line, no: { $count } starts, one end. The bowl has a single bottom.
random-starts-alt = Map of the loss of the two houses with the ways of { $count } trainings, all to the same place
random-twins = For several neurons it does. Two hidden units that begin at zero get the same push in every step: they stay twins, and the network is no better than with one. Biases may all begin at zero.
twins-zero = From zero
twins-random = From random weights
twins-epoch = epoch
twins-unit = unit { $number }: w, b, out
twins-loss = loss

# Notebook: shapes
shapes-title = Shapes
shapes-hint = The kernel has one column for each neuron, and each neuron one weight for each input.
shapes-inputs = inputs
shapes-units = units
shapes-kernel = kernel { $shape }
shapes-neuron = neuron { $number }
shapes-input = input { $number }
shapes-bias = bias { $shape }
shapes-count = weights { $inputs } · { $units } + biases { $units } = parameters { $count }
shapes-product = X { $x } · W { $w } + b { $b } = { $z }
shapes-wrong = The lab writes np.dot(set_w, x), the wrong way round. For one sample of one input and one unit it makes no difference. For these samples NumPy says:
shapes-wrong-one = With one input and one unit the lab's np.dot(set_w, x) gives the same for one sample: the wrong way round does not show. For all six it does:

# Notebook: code
code-title = The same as code
code-hint = A program with these data, w and b.
code-no-weight = “Use weight” is off on this page. The program has no such switch: it trains w as well.
code-language = language
