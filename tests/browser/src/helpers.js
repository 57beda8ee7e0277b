// What every script of a test may use; it is put before the script itself.
const id = (name) => document.getElementById(name);
const text = (name) => id(name).textContent;
const plot = (name) => id('plot-' + name);
const all = (selector) => [...document.querySelectorAll(selector)];
const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
/** The layers of a plot, each as its pixels. The upper one covers the lower one, so that it is told by what differs. */
const layers = (holder) => {
    const [still, live] = holder.querySelectorAll('canvas');
    const { width, height } = live;
    const read = (canvas) => {
        const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        copy.fillStyle = getComputedStyle(document.querySelector('.page')).backgroundColor;
        copy.fillRect(0, 0, width, height);
        if (canvas) copy.drawImage(canvas, 0, 0);
        return copy.getImageData(0, 0, width, height);
    };
    const over = (...both) => {
        // Own numbers: those of the page are slow to reach from here in Firefox.
        const [data, below] = both.map((one) => new Uint8ClampedArray(one.data));
        const far = (at) => Math.abs(data[at] - below[at]);
        // Browsers round colours.
        for (let at = 0; at < data.length; at += 4)
            if (Math.max(far(at), far(at + 1), far(at + 2)) <= 2) data.fill(0, at, at + 4);
        return new ImageData(data, width, height);
    };
    return {
        under: () => read(still),
        still: () => over(read(still), read()),
        live: () => over(read(live), read(still)),
    };
};
