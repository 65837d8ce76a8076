// What is checked in every runner. Plain functions of the language: whatever loads them adds nothing.

/** Of two variables, an array and a number; right. */
const right = {
  value: ({ x, y }) => x[0] * x[0] * x[0] + x[1] * y,
  gradient: ({ x, y }) => ({ x: [3 * x[0] * x[0], y], y: x[1] }),
};

/** The same with one sign flipped. */
const wrong = {
  value: right.value,
  gradient: ({ x, y }) => ({ x: [-3 * x[0] * x[0], y], y: x[1] }),
};

const at = { x: [2, 1], y: 4 };

/** The same subject with both functions asynchronous. */
function asynchronous({ value, gradient }) {
  return { value: async (point) => value(point), gradient: async (point) => gradient(point) };
}

/** So slow that a test that does not wait for its check is over, and its file too, before the check is. */
function slow({ value, gradient }) {
  const later = async (point) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return value(point);
  };
  return { value: later, gradient };
}

/** Another value at every call: no check of it is conclusive. */
function drifting() {
  let calls = 0;
  return {
    value: ({ x, y }) => right.value({ x, y }) + calls++,
    gradient: right.gradient,
  };
}

/** A layer y = a·x, right. */
function scale() {
  return {
    a: [2, 3],
    da: [0, 0],
    forward(x) {
      this.x = x;
      return x.map((xi, i) => xi * this.a[i]);
    },
    backward(dy) {
      this.da = dy.map((dyi, i) => dyi * this.x[i]);
      return dy.map((dyi, i) => dyi * this.a[i]);
    },
  };
}

/** A layer y = xW whose weight gradient is transposed: its report has a table and a map. */
function transposed() {
  const n = [0, 1, 2, 3];
  return {
    W: n.map((i) => n.map((j) => 1 + i - j / 3)),
    dW: n.map(() => n.map(() => 0)),
    forward(x) {
      this.x = x;
      return x.map((row) => n.map((j) => dot(row, column(this.W, j))));
    },
    backward(dy) {
      this.dW = n.map((i) => n.map((j) => dot(column(this.x, j), column(dy, i))));
      return dy.map((row) => n.map((i) => dot(row, this.W[i])));
    },
  };
}

const batch = [
  [0.5, -1, 2, 0.25],
  [-0.75, 1.5, 0.125, -2],
  [1, 0.375, -0.5, 3],
];

function column(rows, j) {
  return rows.map((row) => row[j]);
}

function dot(a, b) {
  return a.reduce((sum, ai, i) => sum + ai * b[i], 0);
}

module.exports = { asynchronous, at, batch, drifting, right, scale, slow, transposed, wrong };
