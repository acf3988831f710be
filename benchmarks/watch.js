// Notes in a page when a key was pressed and which picture was on it when; page_times.py reads it.
//
// Two pictures of the same content have the same number. `note` is told of a picture that is there,
// and takes the time before it asks for its content, because to read a canvas takes a while.

const hashed = (canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const words = new Uint32Array(data.buffer);
  return words.reduce((sum, word) => (Math.imul(sum, 31) + word) | 0, 0);
};

/** Once images are decoded; never, if they are replaced before anybody could see them. */
const decoded = (images, then) =>
  Promise.all(images.map((image) => image.decode())).then(then, () => {});

/** The pictures of `interact`: new images, or images of another source. */
const watchImages = (root, note) => {
  const show = (image) => {
    const source = image.src;
    decoded([image], () => {
      note(
        () => source,
        () => image.isConnected,
      );
    });
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      for (const node of type === "attributes" ? [target] : addedNodes) {
        if (node.nodeName === "IMG") show(node);
        else node.querySelectorAll?.("img").forEach(show);
      }
    }
  }).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["src"] });
};

/** ipympl brings its canvas up to date with drawImage. */
const watchCanvases = (root, note) => {
  for (const canvas of root.querySelectorAll(".jupyter-matplotlib canvas")) {
    const context = canvas.getContext("2d");
    const drawImage = context.drawImage.bind(context);
    context.drawImage = (...given) => {
      drawImage(...given);
      note(() => hashed(canvas));
    };
  }
};

/** plotly says when it has drawn its SVG; the images in it are then still to be decoded. */
const watchGraphs = (root, note) => {
  const told = (part) => part.href?.baseVal ?? part.getAttribute("d") ?? part.textContent;
  const all = (graph) => [...graph.querySelectorAll("image, path, text")].map(told).join(" ");
  for (const graph of root.querySelectorAll(".js-plotly-plot")) {
    graph.on("plotly_afterplot", () => {
      const content = all(graph);
      decoded([...graph.querySelectorAll("image")], () => {
        note(
          () => content,
          () => all(graph) === content,
        );
      });
    });
  }
};

(root) => {
  root.seen = { pressed: [], shown: [] };
  root.addEventListener("keydown", (event) => root.seen.pressed.push(event.timeStamp), true);
  const known = [];
  const numberOf = (content) => {
    if (!known.includes(content)) known.push(content);
    return known.indexOf(content);
  };
  const note = (content, isThere = () => true, inWords = numberOf) => {
    const page = performance.now();
    requestAnimationFrame((frame) => {
      const seen = performance.now();
      if (isThere()) root.seen.shown.push({ picture: inWords(content()), page, frame, seen });
    });
  };
  // LiveFigure says what it has painted.
  root.addEventListener("explorer-painted", ({ detail }) => {
    note(
      () => detail.state,
      () => true,
      (state) => state,
    );
  });
  watchImages(root, note);
  watchCanvases(root, note);
  watchGraphs(root, note);
};
