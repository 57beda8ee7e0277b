/** So many times: the element is put into the page, is ready, and is gone again. */
window.mounts = async (count) => {
  for (let at = 0; at < count; at++) {
    const element = document.createElement("wx-plus-b");
    element.setAttribute("w", at % 10);
    document.body.append(element);
    await element.whenReady();
    element.remove();
    await hand.frame();
  }
};

/** What all documents of this page hold together, in bytes: JavaScript, the memory of their WebAssembly, elements. */
window.held = async () => (await performance.measureUserAgentSpecificMemory()).bytes;
