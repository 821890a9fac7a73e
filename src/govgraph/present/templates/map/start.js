// The first sight of the map.

readLink();
network.once("afterDrawing", () => {
  performance.mark("govgraph-drawn");
  performance.measure("govgraph", "govgraph-start", "govgraph-drawn");
  document.documentElement.dataset.ready = "yes";
});
network.redraw();

let resizing = null;
window.addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => {
    if (!isFitted || state.isFoldedByHand) return;
    startView();
  }, 120);
});
