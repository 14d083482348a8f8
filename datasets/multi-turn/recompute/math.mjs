// Recomputes every `answer` of the math sessions in datasets/multi-turn/sessions.jsonl from the numbers given in the conversations.
//
// The default export maps each session to its eight turns; every entry is a function whose result, taken as
// String(result), must equal the `answer` of that turn. Where it is feasible the result is found by enumeration
// or simulation and not by the closed formula a solver would use, so that a slip in the reference shows.

// ---------------------------------------------------------------------------------------------------- helpers

const sum = (values) => values.reduce((total, value) => total + value, 0);

const mean = (values) => sum(values) / values.length;

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Rounds half up to `digits` decimals; the nudge keeps binary noise from spoiling exact halves. */
const round = (value, digits = 0) => Math.round((value + 1e-9) * 10 ** digits) / 10 ** digits;

const fixed = (value, digits) => round(value, digits).toFixed(digits);

const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));

/** A fraction in lowest terms, written `a/b`. */
const fraction = (numerator, denominator) => {
  const divisor = gcd(numerator, denominator);
  return `${numerator / divisor}/${denominator / divisor}`;
};

/** The first whole number from `start` upwards that passes `test`. */
const firstFrom = (start, test) => {
  let candidate = start;
  while (!test(candidate)) candidate += 1;
  return candidate;
};

/** The last whole number from `start` upwards that still passes `test`. */
const lastWhile = (start, test) => firstFrom(start, (candidate) => !test(candidate)) - 1;

const smallestPrimeFactor = (n) => firstFrom(2, (divisor) => n % divisor === 0);

const isPrime = (n) => n > 1 && smallestPrimeFactor(n) === n;

/** The zero of a function that changes sign between `low` and `high`, by bisection. */
const zeroBetween = (low, high, f) => {
  let [a, b] = [low, high];
  for (let step = 0; step < 200; step += 1) {
    const middle = (a + b) / 2;
    if (Math.sign(f(middle)) === Math.sign(f(a))) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
};

/** Simpson's rule, which is exact for the cubics met here. */
const integral = (from, to, f, pieces = 1000) => {
  const width = (to - from) / pieces;
  return sum(
    range(0, pieces - 1).map((piece) => {
      const left = from + piece * width;
      return (width / 6) * (f(left) + 4 * f(left + width / 2) + f(left + width));
    }),
  );
};

/** The largest value of `f` on a fine grid. */
const maximum = (from, to, f, pieces = 9000) =>
  Math.max(...range(0, pieces).map((piece) => f(from + ((to - from) * piece) / pieces)));

const MINUTES_PER_DAY = 24 * 60;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Minutes since midnight, possibly of an earlier day, as HH:MM. */
const clock = (minutes) => {
  const [hours, rest] = [Math.floor((minutes % MINUTES_PER_DAY) / 60), minutes % 60];
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
};

// --------------------------------------------------------------------------- math-01: pricing jollof for parties

const firstRecipe = { chickenKilos: 9, chickenPrice: 4200 };
const newRecipe = { chickenKilos: 8, chickenPrice: 4500 };
const platesPerPot = 35;

const potIngredients = ({ chickenKilos, chickenPrice }) =>
  7 * 1900 + 6500 + 2.5 * 2600 + chickenKilos * chickenPrice + 1850;

const partyCost = (recipe, guests, helpers) =>
  Math.ceil(guests / platesPerPot) * (potIngredients(recipe) + 1450) + helpers * 12000;

/** The price per guest of which the share `profit` is left after all costs. */
const pricePerGuest = (recipe, guests, helpers, profit) => partyCost(recipe, guests, helpers) / (1 - profit) / guests;

const platePrice = (recipe) => round(potIngredients(recipe) / platesPerPot);

const jollof = {
  1: () => potIngredients(firstRecipe),
  2: () => platePrice(firstRecipe),
  3: () => partyCost(firstRecipe, 100, 1),
  4: () => round(pricePerGuest(firstRecipe, 100, 1, 0.25)),
  5: () => partyCost(newRecipe, 100, 1),
  6: () => round(pricePerGuest(newRecipe, 100, 1, 0.25)) - 2600,
  7: () => platePrice(firstRecipe) - platePrice(newRecipe),
  8: () => round(pricePerGuest(newRecipe, 240, 2, 0.25)),
};

// --------------------------------------------------------------------------- math-02: codes of an escape room lock

const lockCodes = range(0, 9999).map((number) => String(number).padStart(4, '0'));
const digitsOf = (code) => [...code].map(Number);

const noRepeats = (code) => new Set(code).size === code.length;
const endsEven = (code) => digitsOf(code).at(-1) % 2 === 0;
const endsPrime = (code) => isPrime(digitsOf(code).at(-1));
const climbing = (code) => digitsOf(code).every((digit, index, all) => index === 0 || digit > all[index - 1]);
const digitTotal = (code) => sum(digitsOf(code));

const codesWith = (...clues) => lockCodes.filter((code) => clues.every((clue) => clue(code)));

const totalsLeavingOne = () => {
  const totals = codesWith(noRepeats, climbing, endsPrime).map(digitTotal);
  return range(0, 36).filter((total) => totals.filter((other) => other === total).length === 1);
};

const escapeRoom = {
  1: () => codesWith(noRepeats).length,
  2: () => codesWith(noRepeats, endsEven).length,
  3: () => codesWith(noRepeats, endsEven, climbing).length,
  4: () => {
    const seconds = 5 * codesWith(noRepeats, endsEven, climbing).length;
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  },
  5: () => codesWith(noRepeats).length / codesWith(noRepeats, endsEven, climbing).length,
  6: () => codesWith(noRepeats, endsPrime, climbing).length,
  7: () => totalsLeavingOne().join(', '),
  8: () => {
    const totals = totalsLeavingOne();
    const middle = totals[(totals.length - 1) / 2];
    const codes = codesWith(noRepeats, climbing, (code) => digitTotal(code) === middle);
    return `${5 * codes.length} seconds: ${codes.join(', ')}`;
  },
};

// --------------------------------------------------------------------------- math-03: a tombola

const without = (list, index) => list.filter((_, other) => other !== index);

/** All ways to draw `count` tickets one after another from `drum`, a list of prizes. */
const draws = (drum, count) =>
  count === 0
    ? [[]]
    : drum.flatMap((ticket, index) => draws(without(drum, index), count - 1).map((others) => [ticket, ...others]));

const fillDrum = (tickets, hampers, smallPrizes) => [
  ...Array(hampers).fill('hamper'),
  ...Array(smallPrizes).fill('small'),
  ...Array(tickets - hampers - smallPrizes).fill('blank'),
];

const won = (ticket) => ticket !== 'blank';

/** How many of all draws pass `test`, as a pair [passing, all]. */
const tally = (drum, count, test) => {
  const all = draws(drum, count);
  return [all.filter(test).length, all.length];
};

const miscountedDrum = fillDrum(60, 3, 9);
const fullDrum = fillDrum(65, 3, 9);
const lunchtimeDrum = fillDrum(65 - 30, 3 - 2, 9 - 5);

const tombola = {
  1: () => fraction(...tally(miscountedDrum, 2, (tickets) => !tickets.some(won))),
  2: () => fraction(...tally(miscountedDrum, 2, (tickets) => tickets.some(won))),
  3: () => fraction(...tally(miscountedDrum, 2, (tickets) => tickets.every((ticket) => ticket === 'hamper'))),
  4: () => {
    const afterBiscuits = draws(miscountedDrum, 2).filter(([first]) => first === 'small');
    return fraction(afterBiscuits.filter(([, second]) => second === 'hamper').length, afterBiscuits.length);
  },
  5: () => fraction(...tally(fullDrum, 2, (tickets) => !tickets.some(won))),
  6: () => {
    const costs = { hamper: 18, small: 3.5, blank: 0 };
    return fixed(sum(fullDrum.map((ticket) => 2 - costs[ticket])), 2);
  },
  7: () => fraction(...tally(lunchtimeDrum, 3, (tickets) => tickets.some(won))),
  8: () => {
    const [atLunch, atOpening] = [lunchtimeDrum, fullDrum].map((drum) => {
      const [passing, all] = tally(drum, 3, (tickets) => tickets.some(won));
      return (100 * passing) / all;
    });
    return fixed(atOpening - atLunch, 1);
  },
};

// --------------------------------------------------------------------------- math-04: felt for a yurt

const yurt = { radius: 6 / 2, wallHeight: 1.6 };
const doorArea = 0.8 * 1.5;
const firstRing = { radius: 1.8 / 2, height: 3.6 };

const poleLength = Math.hypot(yurt.radius - firstRing.radius, firstRing.height - yurt.wallHeight);

/** The smaller ring hangs where poles of unchanged length meet it. */
const newRing = {
  radius: 1.5 / 2,
  height: yurt.wallHeight + Math.sqrt(poleLength ** 2 - (yurt.radius - 1.5 / 2) ** 2),
};

const wallArea = 2 * Math.PI * yurt.radius * yurt.wallHeight;

/** The side of a truncated cone. */
const roofArea = (ring) => Math.PI * (yurt.radius + ring.radius) * poleLength;

/** Air under wall and roof, the roof summed up from thin discs. */
const airVolume = (ring) => {
  const roofHeight = ring.height - yurt.wallHeight;
  const discArea = (height) => Math.PI * (yurt.radius + ((ring.radius - yurt.radius) * height) / roofHeight) ** 2;
  return Math.PI * yurt.radius ** 2 * yurt.wallHeight + integral(0, roofHeight, discArea);
};

const yurtFelt = {
  1: () => fixed(wallArea, 2),
  2: () => fixed(poleLength, 2),
  3: () => fixed(roofArea(firstRing), 2),
  4: () => fixed(roofArea(firstRing) - (wallArea - doorArea), 2),
  5: () => fixed(airVolume(firstRing), 2),
  6: () => fixed(newRing.height, 2),
  7: () => {
    const needed = wallArea - doorArea + roofArea(newRing);
    return firstFrom(1, (pieces) => pieces * 1.2 * 1.8 * (1 - 1 / 10) >= needed);
  },
  8: () => fixed(airVolume(firstRing) - airVolume(newRing), 2),
};

// --------------------------------------------------------------------------- math-05: three automata

const opening = 10 * 60;
const closing = 18 * 60;

const drummer = { every: 18, delay: 0 };
const oldMill = { every: 30, delay: 0 };
const trueMill = { every: 32, delay: 0 };
const nightingale = { every: 42, delay: 0 };
const lateNightingale = { every: 42, delay: 24 };

/** Whether an automaton performs `minute` minutes after opening. */
const performs =
  (minute) =>
  ({ every, delay }) =>
    minute >= delay && (minute - delay) % every === 0;

const firstMeeting = (automata) => firstFrom(1, (minute) => automata.every(performs(minute)));

/** Minutes after opening, up to closing, at which at least two of the automata perform. */
const sharedMinutes = (automata) =>
  range(1, closing - opening).filter((minute) => automata.filter(performs(minute)).length >= 2);

const automata = {
  1: () => firstMeeting([drummer, oldMill, nightingale]),
  2: () => sharedMinutes([drummer, oldMill, nightingale]).length,
  3: () => clock(opening + sharedMinutes([drummer, oldMill, nightingale]).at(-1)),
  4: () => clock(opening + firstMeeting([drummer, oldMill, lateNightingale])),
  5: () => {
    // 18 × 30 × 42 minutes are a common period of all three, so a delay without a meeting by then has none at all.
    const period = range(1, 18 * 30 * 42);
    const meets = (delay) => period.some((minute) => [drummer, oldMill, { every: 42, delay }].every(performs(minute)));
    return range(0, 41).filter((delay) => !meets(delay)).length;
  },
  6: () => clock(opening + firstMeeting([drummer, trueMill, lateNightingale])),
  7: () => sharedMinutes([drummer, trueMill, nightingale]).length,
  8: () => {
    const audible = (minute) => {
      const timeOfDay = (opening + minute) % MINUTES_PER_DAY;
      return timeOfDay >= opening && timeOfDay <= closing;
    };
    const minute = firstFrom(
      1,
      (candidate) => audible(candidate) && [drummer, trueMill, nightingale].every(performs(candidate)),
    );
    return `${WEEKDAYS[Math.floor((opening + minute) / MINUTES_PER_DAY)]} ${clock(opening + minute)}`;
  },
};

// --------------------------------------------------------------------------- math-06: a flood pulse

const wave = (t) => 9 * t ** 2 - t ** 3;
const discharge = (baseFlow) => (t) => baseFlow + wave(t);
const measured = discharge(20);
const sill = 100;

/** The hours at which the discharge rises above a level and falls back below it; the peak lies at 06:00. */
const timesAt = (level, flow) => {
  const excess = (t) => flow(t) - level;
  return [zeroBetween(0, 6, excess), zeroBetween(6, 9, excess)];
};

const minutesAbove = (level, flow) => {
  const [start, end] = timesAt(level, flow);
  return 60 * (end - start);
};

const cubicMetres = (from, to, flow) => 3600 * integral(from, to, flow);

const volumeAbove = (level, flow) => cubicMetres(...timesAt(level, flow), (t) => flow(t) - level);

const roundVolume = (volume) => 100 * round(volume / 100);

const flood = {
  1: () => round(maximum(0, 9, measured), 6),
  2: () => {
    const slope = (t) => (measured(t + 1e-5) - measured(t - 1e-5)) / 2e-5;
    return round(maximum(0, 9, slope), 3);
  },
  3: () => roundVolume(cubicMetres(0, 9, measured)),
  4: () => roundVolume(cubicMetres(0, 9, wave)),
  5: () => round(minutesAbove(sill, measured)),
  6: () => roundVolume(volumeAbove(sill, measured)),
  7: () => roundVolume(volumeAbove(sill + 10, measured)),
  8: () => round(minutesAbove(sill, discharge(26)) - minutesAbove(sill, measured)),
};

// --------------------------------------------------------------------------- math-07: a skewed embroidery machine

/** The linear map that sends (10, 0) to `alongX` and (0, 10) to `alongY`. */
const machine =
  (alongX, alongY) =>
  ([x, y]) => [(x * alongX[0] + y * alongY[0]) / 10, (x * alongX[1] + y * alongY[1]) / 10];

const firstMachine = machine([10, 0], [5, 8]);
const trueMachine = machine([10, 0], [4, 8]);

const quarterTurn = ([x, y]) => [-y, x];

const point = (coordinates) => `(${coordinates.map((value) => round(value, 6)).join(', ')})`;

const patchArea = (map) => {
  const [[a, c], [b, d]] = [map([10, 0]), map([0, 10])];
  return Math.abs(a * d - b * c);
};

/** What has to be sent to the machine to hit `target`: a search on the grid of whole millimetres. */
const aimFor = (map, target) => {
  const grid = range(-100, 100);
  const candidates = grid.flatMap((x) => grid.map((y) => [x, y]));
  return candidates.find((candidate) => map(candidate).every((value, axis) => Math.abs(value - target[axis]) < 1e-9));
};

/** The shortest whole-number direction off the x axis, its first number positive, that the machine doesn't turn. */
const unturnedDirection = (map) => {
  const candidates = range(1, 20).flatMap((x) => range(-20, 20).map((y) => [x, y]));
  return candidates.find(([x, y]) => {
    const [u, v] = map([x, y]);
    return y !== 0 && Math.abs(x * v - y * u) < 1e-9;
  });
};

const embroidery = {
  1: () => point(firstMachine([6, 20])),
  2: () => patchArea(firstMachine),
  3: () => point(aimFor(firstMachine, [12, 24])),
  4: () => point(unturnedDirection(firstMachine)),
  5: () => point(firstMachine(firstMachine([6, 20]))),
  6: () => {
    const [turnedFirst, turnedLast] = [firstMachine(quarterTurn([10, 5])), quarterTurn(firstMachine([10, 5]))];
    return fixed(Math.hypot(turnedFirst[0] - turnedLast[0], turnedFirst[1] - turnedLast[1]), 2);
  },
  7: () => point(aimFor(trueMachine, [12, 24])),
  8: () => {
    const changed = [patchArea, (map) => point(unturnedDirection(map))].filter(
      (measure) => measure(firstMachine) !== measure(trueMachine),
    );
    return changed.map((measure) => measure(trueMachine)).join(' ');
  },
};

// --------------------------------------------------------------------------- math-08: honey by hive

const weighedHives = { A: 14.5, B: 22, C: 18.5, D: 9, E: 25.5, F: 17, G: 20, H: 31, I: 13.5 };
const hives = { ...weighedHives, H: 26 };
const brother = { hives: 6, mean: 15.9 };

const kilos = (yields, names = Object.keys(yields).join('')) => [...names].map((name) => yields[name]);

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
};

const sampleDeviation = (values) =>
  Math.sqrt(sum(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1));

const honey = {
  1: () => mean(kilos(weighedHives)),
  2: () => median(kilos(weighedHives)),
  3: () => fixed(sampleDeviation(kilos(weighedHives)), 1),
  4: () => {
    const [before, after] = [kilos(weighedHives), kilos(hives)];
    const figures = { mean, median, 'standard deviation': sampleDeviation };
    return Object.entries(figures)
      .filter(([, figure]) => figure(before) !== figure(after))
      .map(([name, figure]) => `${name} ${fixed(figure(after), 1)}`)
      .join(', ');
  },
  5: () => fixed((hives.E - mean(kilos(hives))) / sampleDeviation(kilos(hives)), 1),
  6: () => fixed(mean(kilos(hives, 'EFGHI')) - mean(kilos(hives, 'ABCD')), 1),
  7: () => fixed((sum(kilos(hives)) + brother.hives * brother.mean) / (9 + brother.hives), 1),
  8: () => {
    const mine = mean(kilos(hives, 'ABCDEGHI'));
    const his = (brother.hives * brother.mean + hives.F) / (brother.hives + 1);
    return `${fixed(mine, 1)} and ${fixed(his, 1)}`;
  },
};

// --------------------------------------------------------------------------- math-09: a shawl, row by row

const pointedRow = (row) => 5 + 2 * (row - 1);
const flatRow = (row) => 5 + 2 * Math.floor((row - 1) / 2);

/** Stitches in the first `rows` rows, counted row by row. */
const stitches = (rowLength, rows) => sum(range(1, rows).map(rowLength));

const ball = stitches(pointedRow, 60);

/** The last row that can be finished, with an edge costing `edge` stitches for each stitch of that row. */
const lastRow = (rowLength, wool, edge = 0) =>
  lastWhile(1, (row) => stitches(rowLength, row) + edge * rowLength(row) <= wool);

const centimetres = (stitchCount) => stitchCount / 2.2;

const shawl = {
  1: () => pointedRow(60),
  2: () => ball,
  3: () => lastRow(pointedRow, 5 * ball),
  4: () => round(centimetres(pointedRow(lastRow(pointedRow, 5 * ball))), 1),
  5: () => lastRow(flatRow, ball),
  6: () => lastRow(flatRow, 5 * ball),
  7: () => {
    const [pointed, flat] = [pointedRow, flatRow].map((rowLength) => rowLength(lastRow(rowLength, 5 * ball)));
    return fixed(centimetres(pointed - flat), 1);
  },
  8: () => lastRow(pointedRow, 5 * ball, 4),
};

// --------------------------------------------------------------------------- math-10: a motorbike on credit

const price = 165000;
const monthlyRate = 0.015;

const firstLoan = price - 45000;
const trueLoan = price - 36000;

/** What is still owed after each of `count` instalments, starting with the loan itself. */
const balances = (loan, instalment, count) =>
  range(1, count).reduce((owed) => [...owed, owed.at(-1) * (1 + monthlyRate) - instalment], [loan]);

/** The instalment, not rounded, that brings the balance to nothing with the last payment. */
const saccoInstalment = (loan, months = 12) =>
  zeroBetween(loan / months, loan, (instalment) => balances(loan, instalment, months).at(-1));

/** The interest contained in the instalment with this number. */
const interestIn = (number, loan) => balances(loan, saccoInstalment(loan), 12)[number - 1] * monthlyRate;

const dealerInstalment = (loan) => (loan * 1.08) / 12;

const monthlySurplus = () => 26 * (1150 - 420) - round(saccoInstalment(trueLoan));

const motorbike = {
  1: () => round(saccoInstalment(firstLoan)),
  2: () => round(saccoInstalment(trueLoan)),
  3: () => round(interestIn(1, trueLoan)),
  4: () => round(interestIn(12, trueLoan)),
  5: () => 12 * (round(saccoInstalment(trueLoan)) - round(dealerInstalment(trueLoan))),
  6: () => round(saccoInstalment(trueLoan, 18)),
  7: () => monthlySurplus(),
  8: () => round(balances(trueLoan, round(saccoInstalment(trueLoan)), 6).at(-1) - 6 * monthlySurplus()),
};

// ---------------------------------------------------------------------------------------------------- export

export default {
  'math-01': jollof,
  'math-02': escapeRoom,
  'math-03': tombola,
  'math-04': yurtFelt,
  'math-05': automata,
  'math-06': flood,
  'math-07': embroidery,
  'math-08': honey,
  'math-09': shawl,
  'math-10': motorbike,
};
