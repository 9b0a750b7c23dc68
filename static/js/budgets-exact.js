// Exact numbers: fractions of BigInt, [numerator, denominator], always reduced. Nothing here ever rounds.

export const ZERO = [0n, 1n];

export function fraction(top, bottom = 1n) {
  const common = gcd(top < 0n ? -top : top, bottom);
  return common > 1n ? [top / common, bottom / common] : [top, bottom];
}

// "7/3" or "12", as the result file writes them.
export function exact(text) {
  if (!/^-?\d+(\/[1-9]\d*)?$/.test(text)) throw new Error(`not an exact number: ${text}`);
  const [top, bottom = "1"] = text.split("/");
  return fraction(BigInt(top), BigInt(bottom));
}

export function compare(a, b) {
  const difference = a[0] * b[1] - b[0] * a[1];
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const same = (a, b) => compare(a, b) === 0;
export const plus = (a, b) => fraction(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
export const minus = (a, b) => plus(a, [-b[0], b[1]]);
export const times = (a, whole) => fraction(a[0] * whole, a[1]);
export const product = (a, b) => fraction(a[0] * b[0], a[1] * b[1]);
export const least = (a, b) => (compare(a, b) <= 0 ? a : b);

export function lcm(a, b) {
  return (a / gcd(a, b)) * b;
}

function gcd(a, b) {
  while (b) [a, b] = [b, a % b];
  return a;
}
