// What a monkey does with the page, in the frame of a host of the same origin; `seed`, `random`, `below`, `pick`, `link`,
// `message`, `plain` and `VALUES` come from the makers of hostile messages. Each act is drawn from the seed and its number
// alone, so that it is the same one also where those before it are left out.

const frame = () => new Promise(requestAnimationFrame);
const monkey = { depth: 0, ahead: 0, thrown: [], shared: null };
addEventListener('error', ({ message }) => monkey.thrown.push(message));
addEventListener('unhandledrejection', ({ reason }) => monkey.thrown.push(String(reason)));

// The page's clock goes ten times as fast, so that what waits for a rest need not be waited for.
const HASTE = 10;
const [born, now, wait, forget] = [window.Date.now(), window.Date.now, setTimeout, clearTimeout];
window.Date.now = () => born + (now() - born) * HASTE;
/** What is still to come, but for what tidies up a minute later. */
const pending = new Set();
window.setTimeout = (work, delay = 0, ...more) => {
    // With this, WebKit's driver ends a script that takes too long.
    if (delay > 30_000) return wait(work, delay, ...more);
    const number = wait(() => { pending.delete(number); work(...more); }, delay / HASTE);
    if (delay < 1000) pending.add(number);
    return number;
};
window.clearTimeout = (number) => { pending.delete(number); forget(number); };

// What a file holds comes later, and no timer tells when.
const { text: read } = Blob.prototype;
Blob.prototype.text = function () { return (monkey.read = read.call(this)); };

/** Until nothing is to come any more. A training that goes on is not waited for. */
const still = async () => {
    for (let frames = 0; frames < 1 || (pending.size && frames < 15); frames++) await frame();
};

/** What the host is answered. */
const ask = (message) => new Promise((resolve) => {
    const re = `monkey ${ask.count = (ask.count ?? 0) + 1}`;
    const hear = ({ data }) => {
        if (data?.re !== re) return;
        parent.removeEventListener('message', hear);
        resolve(data);
    };
    parent.addEventListener('message', hear);
    parent.tell({ ...message, re });
});

const state = async () => (await ask({ type: 'get' })).result;

const number = () => pick([
    () => String(Math.round((random() - 0.5) * 20 * 10) / 10), () => String((random() - 0.5) * 10 ** below(8)), () => pick(VALUES).slice(0, 99),
])();
/** What a hand can reach: while a dialog is open, nothing outside of it. */
const inSight = (selector) => [...(document.querySelector('dialog[open]') ?? document).querySelectorAll(selector)]
    .filter((one) => seen(one) && !one.matches(':disabled, [inert] *'));
const send = (target, type, more = {}) =>
    target.dispatchEvent(new (more.kind ?? Event)(type, { bubbles: true, cancelable: true, ...more }));
/** Where files would be saved, or chosen from. */
const FILES = '#save-svg, #save-png';
const OPERATED = 'button, summary, input[type=checkbox], input[type=radio]';
const name = (one) => one.id || one.textContent.trim().slice(0, 30) || one.tagName;

const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'Enter', 'Escape', 'a', ' ', 'Tab'];
const TABLES = ['1,2\n3,4', 'x\ty\n1\t2\n2\t3', '1;2\n3;x', '1,5;2\n2,5;3', '"a\nb",1\n1,2', '', '1', '1e9,1e9\n-1e9,2', 'a,b,c\n1,2,3\n,,\n4,5,6', '0 0\n1 1\n2 0'];
const PYTHON = ['', 'x = 1', 'np.array([[', '))))', 'set_w = np.array([[7.5]])', 'print(f"{w}")', '"""', '[['.repeat(40), 'é = 1', 'for x in y: pass', '\t\t1', '#', '1e999', '-'];

const write = (field, text) => {
    field.focus();
    field.value = text;
    send(field, 'input');
};
const choose = (menu) => {
    menu.value = pick([...menu.options].filter(({ disabled }) => !disabled)).value;
    send(menu, 'change');
    return `choose ${menu.value} of ${menu.id}`;
};

/** Opens the dialog, keeps its link and that of the state, plays with what is in it and closes it. */
const share = async () => {
    const [opener] = inSight('#share-open');
    if (!opener) return '';
    opener.click();
    do await frame(); while (!id('share-link'));
    const before = await state();
    monkey.shared = [id('share-link').value, before, await state()];
    const done = [];
    for (let moves = below(6); moves; moves--) {
        const target = pick(inSight(`${OPERATED}, input[type=text], textarea:not([readonly]), select`)
            .filter((one) => !one.matches(`#share-close, ${FILES}`)));
        if (!target) break;
        if (target.matches('select')) choose(target);
        else if (target.matches('textarea, [type=text]')) write(target, number());
        else target.click();
        done.push(name(target));
        await frame();
    }
    if (random() < 0.5) id('share-close')?.click(); else id('share')?.close();
    return `share ${done}`;
};

/** Each act gives the words that say what was done, or nothing where it cannot be done now. */
const ACTS = [
    [30, () => {
        const target = pick(inSight(OPERATED).filter((one) => one.id !== 'share-open'));
        target?.click();
        return target && `click ${name(target)}`;
    }],
    [8, () => {
        const tab = pick(inSight('[role=tab]'));
        tab?.click();
        return tab && `click ${name(tab)}`;
    }],
    [14, () => {
        const slider = pick(inSight('input[type=range]'));
        if (!slider) return '';
        for (let moves = 1 + below(4); moves; moves--) {
            slider.value = Number(slider.min) + random() * (slider.max - slider.min);
            send(slider, 'input');
        }
        send(slider, 'change');
        return `slide ${slider.id} to ${slider.value}`;
    }],
    [12, () => {
        const target = pick(inSight('input[type=range], input[type=text], textarea, button'));
        const [key, times] = [pick(KEYS), 1 + below(3)];
        if (!target) return '';
        target.focus();
        const how = { kind: KeyboardEvent, key, shiftKey: random() < 0.2 };
        for (let at = 0; at < times; at++) send(target, 'keydown', how);
        send(target, 'keyup', how);
        return `key ${key} ${times} times on ${name(target)}`;
    }],
    [5, () => {
        const key = pick(['z', 'z', 'y', 'Z']);
        send(document.body, 'keydown', { kind: KeyboardEvent, key, ctrlKey: true, shiftKey: key === 'Z' });
        return `Ctrl+${key}`;
    }],
    [14, () => {
        const field = pick(inSight('input[type=text]'));
        const text = number();
        if (!field) return '';
        write(field, text);
        send(field, 'change');
        return `type ${JSON.stringify(text)} into ${field.id}`;
    }],
    [4, () => {
        // As the browser itself puts a pasted text into a field, with its own events.
        const field = pick(inSight('input[type=text], textarea:not([readonly])'));
        const text = random() < 0.5 ? pick(TABLES) : number();
        if (!field) return '';
        field.focus();
        field.select();
        document.execCommand('insertText', false, text);
        field.blur();
        return `paste ${JSON.stringify(text)} into ${field.id}`;
    }],
    [10, () => {
        const target = pick(inSight('.plot'));
        if (!target) return '';
        const { left, top, width, height } = target.getBoundingClientRect();
        const grip = pick(inSight('.plot .grip')) ?? target;
        const from = grip.getBoundingClientRect();
        const at = random() < 0.6
            ? [from.left + from.width / 2, from.top + from.height / 2] : [left + random() * width, top + random() * height];
        const holder = grip.closest('.plot');
        const how = () => ({ kind: PointerEvent, pointerId: 1, isPrimary: true, button: 0, buttons: 1, pointerType, clientX: at[0], clientY: at[1] });
        const pointerType = pick(['mouse', 'touch']);
        send(holder, 'pointerdown', how());
        for (let moves = below(5); moves; moves--) {
            at[0] += (random() - 0.5) * width;
            at[1] += (random() - 0.5) * height;
            send(holder, 'pointermove', how());
        }
        const end = pick(['pointerup', 'pointerup', 'pointercancel']);
        send(holder, end, how());
        return `drag ${holder.id} ${grip.dataset.grip ?? 'beside'} to ${at.map(Math.round)}, ${end}`;
    }],
    [4, async () => {
        const area = id('paste');
        const text = random() < 0.5 ? pick(TABLES) : Array.from({ length: below(9) }, () => number() + pick([',', ';', '\t', ' ']) + number()).join('\n');
        if (!area || !seen(area)) return '';
        if (random() < 0.3) {
            const bag = new DataTransfer();
            bag.items.add(new File([text], 'examples.csv'));
            id('file').files = bag.files;
            send(id('file'), 'change');
            await monkey.read;
            return `file ${JSON.stringify(text)}`;
        }
        write(area, text);
        id('use-paste').click();
        return `table ${JSON.stringify(text)}`;
    }],
    [8, () => {
        const cell = pick(inSight('.cell textarea'));
        const text = random() < 0.3 ? pick(PYTHON) : cell?.value.replace(/-?\d+(\.\d*)?/, () => number());
        if (!cell) return '';
        write(cell, text);
        send(cell, 'keydown', { kind: KeyboardEvent, key: 'Enter', ctrlKey: true });
        return `write ${JSON.stringify(text)} into ${cell.id}`;
    }],
    [4, () => {
        const menu = pick(inSight('select'));
        return menu && choose(menu);
    }],
    [2, share],
    [2, () => {
        // Without an origin: the host could ask nothing any more.
        const query = random() < 0.5 ? pick(PRESETS) : link().replace(/^\?/, '').replaceAll('origin', 'colour');
        // The browser keeps fifty, and forgets the first.
        if (monkey.depth > 30) return '';
        try { history.pushState(null, '', '?' + query); } catch { return ''; }
        monkey.depth++;
        monkey.ahead = 0;
        dispatchEvent(new PopStateEvent('popstate'));
        return `go to ${query}`;
    }],
    [2, async () => {
        const back = monkey.ahead ? random() < 0.5 && monkey.depth > 0 : monkey.depth > 0;
        if (!back && !monkey.ahead) return '';
        const gone = new Promise((resolve, reject) => {
            addEventListener('popstate', resolve, { once: true });
            wait(() => reject(new Error('no way back')), 9000);
        });
        history.go(back ? -1 : 1);
        await gone;
        monkey.depth += back ? -1 : 1;
        monkey.ahead += back ? 1 : -1;
        return back ? 'back' : 'forward';
    }],
    [3, () => {
        frameElement.style.width = pick(['320px', '390px', '700px', '1000px', '1280px']);
        frameElement.style.height = pick(['600px', '2300px']);
        document.documentElement.style.fontSize = pick(['', '', '200%', '80%']);
        return `resize to ${frameElement.style.width} at ${document.documentElement.style.fontSize}`;
    }],
    [2, () => {
        const menu = id('theme');
        if (!menu || !seen(menu)) return '';
        menu.value = pick(['auto', 'light', 'dark']);
        send(menu, 'change');
        return `theme ${menu.value}`;
    }],
    [8, () => {
        const told = pick([
            () => message(plain),
            () => ({ type: 'set', state: random() < 0.5 ? pick(PRESETS) : `w=${number()}&b=${number()}` }),
            () => ({ type: 'train', epochs: 1 + below(2000) }),
            () => ({ type: pick(['reset', 'pause', 'describe']), re: 1 }),
        ])();
        parent.tell(told);
        return `message ${['type', 'state', 'epochs', 'x', 're'].map((field) => { try { return String(told?.[field]).slice(0, 99); } catch { return '?'; } })}`;
    }],
];
const ALL_OF_THEM = ACTS.reduce((sum, [weight]) => sum + weight, 0);

const act = async () => {
    for (;;) {
        let left = random() * ALL_OF_THEM;
        const [, one] = ACTS.find(([weight]) => (left -= weight) < 0) ?? ACTS[0];
        const done = await one();
        if (done) return done;
    }
};

/** Rows of a plot in which the curve's inks are seen, in some columns. */
const probe = (part) => {
    const holder = plot(part);
    const canvas = holder?.querySelectorAll('canvas')[1];
    if (!canvas || !seen(holder) || !canvas.width || !canvas.clientWidth || !holder.dataset.frame) return null;
    const [left, , right] = holder.dataset.frame.split(',').map(Number);
    const density = canvas.width / canvas.clientWidth;
    const columns = Array.from({ length: 40 }, (_, at) => Math.floor((left + ((at + 0.5) / 40) * (right - left)) * density));
    const { width, data } = layers(holder).live();
    const inks = ['sum', 'output'].map((role) => getComputedStyle(document.querySelector(`.ink-${role}`)).color.match(/\d+/g).map(Number));
    const rows = inks.map(([red, green, blue]) => columns.map((column) => {
        const found = [];
        for (let row = 0; row < canvas.height; row++) {
            const at = 4 * (row * width + column);
            const far = Math.hypot(data[at] - red, data[at + 1] - green, data[at + 2] - blue);
            if (data[at + 3] > 127 && far < 60) found.push((row + 0.5) / density);
        }
        return found;
    }));
    const { frame, axes } = holder.dataset;
    return { part, frame, axes, columns: columns.map((column) => (column + 0.5) / density), rows };
};

/** Plots whose picture is of another size than their place. */
const misfits = () => all('.plot').filter(seen).filter((one) => {
    const canvas = one.querySelectorAll('canvas')[1];
    return Math.abs(canvas.width / devicePixelRatio - canvas.clientWidth) > 1;
}).map((one) => `${one.id} ${one.clientWidth}`);

const look = () => ({
    misfits: misfits().join(),
    address: location.search,
    shared: monkey.shared,
    sliders: ['w', 'b', 'x'].filter((one) => id(one) && id(`${one}-value`)).map((one) => [one, id(one).value, id(`${one}-value`).value]),
    view: ['explore', 'train', 'notebook'].find((one) => id(`view-${one}`)) ?? '',
    description: id('description')?.textContent ?? '',
    plots: ['line', 'output', 'data'].map(probe).filter(Boolean),
    cells: ['layer', 'set-weights', 'logistic-set'].filter((one) => id(`code-${one}`))
        .map((one) => [one, id(`code-${one}`).value, !id(`fix-${one}`).hidden]),
    broken: id('failure')?.textContent ?? monkey.thrown.join(),
});

const FIRST = seed;
/** Makes what is drawn next that of this act. */
const begin = (number) => {
    seed = (FIRST + Math.imul(number, 0x9e3779b1)) | 0;
    monkey.shared = null;
};

/** What is to be seen after something was done, with the links of the state before and after that look. */
const seeing = async (done) => {
    // Every other training is stopped: while it goes on, nothing that is seen belongs to one state.
    const stops = random() < 0.5;
    // A part of the page that is first wanted now is loaded.
    do await frame(); while (document.querySelector('[aria-busy=true]'));
    for (let again = false; ; again = true) {
        await still();
        const before = await state();
        // What is drawn is drawn in the next frame; what has got another size, once the browser has said so.
        for (let frames = 0; frames < 2 || (misfits().length && frames < 60); frames++) await frame();
        const shown = look();
        const links = [before, await state()];
        if (links[0] === links[1] || again || !stops) return { act: done.toWellFormed(), links, ...shown };
        await ask({ type: 'pause' });
    }
};

const step = async (number) => {
    begin(number);
    return seeing(await act());
};

/** A place on something that can be operated, and what it is called: for a hand of the browser's own. */
const target = (selector) => {
    const one = pick(inSight(selector).filter((one) => !one.matches(FILES)));
    if (!one) return null;
    one.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const { x, y, width, height } = one.getBoundingClientRect();
    return [name(one), x + width / 2, y + height / 2];
};

Object.assign(monkey, { random, step, begin, seeing, target });
window.monkey = monkey;
