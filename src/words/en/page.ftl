# Every text of the page in English. Numbers and names come in through placeholders; none is typed here.

title = What are weights and biases?
lead = A neuron multiplies its input x by a weight w and adds a bias b. Both are just numbers.
lead-hand = Training moves them; here you do.
brand = wx+b

# Views
views = Views
view-explore = Explore
view-train = Train
view-notebook = Notebook

# Sliders
weight = weight
weight-hint = how steep
bias = bias
# With no-break spaces.
bias-hint = z at x = 0
input = input
input-hint = where you look
field-label = { $name }, exact value
less = Decrease { $name }
more = Increase { $name }
ruler-param = Slider { $name }
ruler-x = Axis and slider x
ruler-y = Axis z
min = from
max = to
step = step
is-off = switched off: counts as 0

# Plots
line-title = the weighted sum
output-title = the output
line-alt = Plot of z = wx + b
output-alt = Plot of { $formula }

# Forward pass
forward-title = One forward pass
keras-hint = The notebook reads these numbers with get_weights and puts others in with set_weights: moving w or b is set_weights.
formula-label = The forward pass as formulas
diagram-label = Diagram of the neuron: x times w plus b gives z, and the activation of z gives a

# Controls
sliders = Parameters
activation = Activation
act-linear = linear
act-sigmoid = sigmoid
act-tanh = tanh
act-relu = ReLU
use-bias = use bias
initialise = Initialise
initialise-hint = draws w at random as Keras does (Glorot uniform) and sets b to 0
presets = Start from
preset-houses = House prices
preset-logistic = Logistic lab
preset-initialised = As initialised
fit-view = Fit view
undo = Undo
redo = Redo
reset = Reset
axes = Axes and ranges
theme = Theme
theme-auto = Theme: auto
theme-light = Theme: light
theme-dark = Theme: dark
actions = What you did
seed-note = (seed { $seed })

# The picture in words
line-rising = With w = { $w } and b = { $b }, z rises by { $steepness } for each step of 1 to the right, and is { $b } at x = 0.
line-falling = With w = { $w } and b = { $b }, z falls by { $steepness } for each step of 1 to the right, and is { $b } at x = 0.
line-flat = With w = { $w } and b = { $b }, z is { $b } everywhere.
line-rising-no-bias = With w = { $w } and no bias (b = { $b }), z rises by { $steepness } for each step of 1 to the right, and the line is pinned to the origin.
line-falling-no-bias = With w = { $w } and no bias (b = { $b }), z falls by { $steepness } for each step of 1 to the right, and the line is pinned to the origin.
line-flat-no-bias = With w = { $w } and no bias (b = { $b }), z is 0 everywhere: the line is the x axis itself.
boundary-sigmoid-rising = The sigmoid is above 0.5 to the right of x = −b/w = { $at }, the boundary; its slope there is w/4 = { $slope }.
boundary-sigmoid-falling = The sigmoid is above 0.5 to the left of x = −b/w = { $at }, the boundary; its slope there is w/4 = { $slope }.
boundary-tanh-rising = The tanh is positive to the right of x = −b/w = { $at }; its slope there is w = { $slope }.
boundary-tanh-falling = The tanh is positive to the left of x = −b/w = { $at }; its slope there is w = { $slope }.
boundary-relu-rising = The ReLU has its kink at x = −b/w = { $at }: it passes z on to the right of it and is 0 to the left.
boundary-relu-falling = The ReLU has its kink at x = −b/w = { $at }: it passes z on to the left of it and is 0 to the right.
boundary-linear = With no activation the output is z itself; it is zero at x = −b/w = { $at }.
no-boundary = There is no boundary: the output { $a } does not depend on x.
probe = At x = { $x }: z = { $z } and { $formula } = { $a }.
intercept-out-of-sight = The point (0, b) is out of sight: “Fit view” brings it back.
announcement = w { $w }, b { $b }. At x { $x }: z { $z }, a { $a }.

# Input that could not be used
notices = In this link something could not be used; what is left of it works.
dismiss = Dismiss
got = but got “{ $got }”
got-nothing = but got nothing
wants-number = { $name } wants a number such as 1.5 or −2, { $came }.
wants-within = { $name } stops at { $limit }, { $came }.
wants-seed = { $name } wants a whole number from 0 to 4294967295, { $came }.
wants-one-of = { $name } wants one of { $names }, { $came }.
wants-switch = { $name } wants 1 or 0, { $came }.
wants-positive = { $name } wants a number above zero, { $came }.
wants-batch = { $name } wants a whole number from 1 to 4294967295 or “all”, { $came }.
wants-fewer-points = { $name } wants at most { $most } points, { $came }.
wants-pair = { $name } wants pairs like 1,300;2,500, up to ±{ $limit }, but number { $position } is “{ $pair }”.
wants-below = { $name } wants a number below { $other }, { $came }.
wants-further-below = { $name } wants a number further below { $other }, { $came }.
wants-once = { $name } uses only the first value, { $came } as well.
wants-shorter = { $name } holds at most { $most } characters, { $came }.
wants-control = { $name } wants names of parts of this page, such as w,plot-output, but “{ $got }” is none.
wants-goal = { $name } wants conditions such as w:190..210,loss:..5, but “{ $got }” is none.
wants-fewer-goals = { $name } wants at most { $most } conditions, { $came }.
wants-cell = { $name } wants the name of a cell of the notebook, such as set-weights, { $came }.
wants-origin = { $name } wants an origin such as https://example.org, { $came }.
wants-up-to = { $name } wants a whole number from 1 to { $most }, { $came }.
wants-numbers = { $name } wants numbers such as 1;2.5, { $came }.
wants-link = { $name } wants a link such as w=2&b=1, { $came }.
wants-when-opened = { $name } can only be given in the link that opens the page, { $came }.
unknown-name = This page has nothing called “{ $name }”.

# An exercise
goal = Reach { $goals }.
goal-and = { $first } and { $last }
goal-between = { $quantity } between { $min } and { $max }
goal-exactly = { $quantity } = { $min }
goal-at-least = { $quantity } of at least { $min }
goal-at-most = { $quantity } of at most { $max }
goal-reached = Reached!
goal-open = Not yet.
hint = Hint
exercise = Exercise
too-many = More than { $most } messages came in a second: some were dropped.
alone = Open in a page of its own
quantity-w = w
quantity-b = b
quantity-x-value = x
quantity-z = z
quantity-a = an output a
quantity-loss = a loss
quantity-epochs = an epoch count
quantity-boundary = the boundary −b/w

# Round the page
bias-word = “Bias” here is the intercept, a number a neuron learns. It is not the bias of “bias and variance”, nor unfairness.
private = This page stores nothing and sends nothing anywhere.
private-framed = This page stores nothing, and tells what happens here to no one but the page around it.
failed = Something in this page broke; your values are safe.
reload = Reload with these values
share = Share
lost = The browser has taken this picture's canvas away; your values are safe.
part-coming = Loading …
part-missing = This part could not be loaded. Is the network down? If not, the page may have a newer version: reload it.
try-again = Try again
