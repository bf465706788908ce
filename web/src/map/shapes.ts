/**
 * Outlines of aircraft, seen from above with the nose up, in units of a 24-unit box around the origin. A body is the
 * right half from nose to tail and is mirrored; details are drawn on top of it. Our own design.
 */
import type { Kind } from '../aircraft';

type Point = readonly [x: number, y: number];

export interface Shape {
  readonly half: readonly Point[];
  /** Circles [x, y, radius], drawn as rings. */
  readonly rings?: readonly (readonly [number, number, number])[];
  /** Lines across, for rotor blades. */
  readonly lines?: readonly (readonly [number, number, number, number])[];
  /** Size relative to a jet. */
  readonly size: number;
  /** Whether it turns with the track. */
  readonly turns: boolean;
}

const jet: readonly Point[] = [
  [0, -11],
  [0.8, -10.2],
  [1.3, -8.4],
  [1.3, -2.8],
  [4.4, -0.4],
  [10.8, 4.3],
  [10.8, 5.9],
  [4.2, 3.4],
  [1.3, 2.9],
  [1, 7.6],
  [4, 9.9],
  [4, 11.2],
  [0, 10.2],
];

const heavy: readonly Point[] = [
  [0, -11.6],
  [1, -10.7],
  [1.6, -8.6],
  [1.6, -3.4],
  [3.7, -1.8],
  [3.7, -3.2],
  [5.1, -3.2],
  [5.1, -0.7],
  [7.1, 0.8],
  [7.1, -0.4],
  [8.3, -0.4],
  [8.3, 1.7],
  [11.8, 4.5],
  [11.8, 6],
  [4.8, 3.6],
  [1.6, 3.2],
  [1.2, 7.8],
  [4.8, 10.2],
  [4.8, 11.6],
  [0, 10.6],
];

const quad: readonly Point[] = [
  [0, -11.8],
  [1.1, -10.8],
  [1.7, -8.6],
  [1.7, -3.6],
  [3.4, -2.3],
  [3.4, -3.8],
  [4.7, -3.8],
  [4.7, -1.3],
  [7.4, 0.9],
  [7.4, -0.6],
  [8.6, -0.6],
  [8.6, 1.9],
  [11.9, 4.7],
  [11.9, 6.2],
  [4.8, 3.8],
  [1.7, 3.4],
  [1.3, 7.8],
  [5, 10.4],
  [5, 11.7],
  [0, 10.6],
];

const business: readonly Point[] = [
  [0, -10.4],
  [0.7, -9.4],
  [1.1, -7.4],
  [1.1, -1.6],
  [9, 2.8],
  [9, 4.2],
  [1.1, 2.9],
  [2.9, 3.2],
  [2.9, 6.6],
  [1.2, 6.6],
  [0.9, 8.4],
  [4, 9.8],
  [4, 11.1],
  [0, 10.3],
];

const turboprop: readonly Point[] = [
  [0, -10],
  [0.9, -9.2],
  [1.3, -7.2],
  [1.3, -2.6],
  [3.4, -2.4],
  [3.4, -4.6],
  [4, -5.2],
  [4.6, -4.6],
  [4.6, -2.3],
  [11.6, -1.6],
  [11.6, 0.3],
  [1.3, 1.4],
  [0.9, 7.2],
  [4.6, 7.8],
  [4.6, 9.5],
  [0, 9.8],
];

const transport: readonly Point[] = [
  [0, -10.6],
  [1.3, -9.4],
  [1.7, -7],
  [1.7, -2.8],
  [3.3, -2.6],
  [3.3, -4.8],
  [4.6, -4.8],
  [4.6, -2.4],
  [6.9, -2.2],
  [6.9, -4.2],
  [8.2, -4.2],
  [8.2, -2],
  [12, -1.5],
  [12, 0.5],
  [1.7, 1.8],
  [1.1, 7.4],
  [5.4, 8.2],
  [5.4, 10],
  [0, 10.4],
];

const twin: readonly Point[] = [
  [0, -8.8],
  [0.8, -7.8],
  [1.1, -5.4],
  [1.1, -3.6],
  [2.9, -3.5],
  [2.9, -5.4],
  [4.2, -5.4],
  [4.2, -3.4],
  [10.8, -2.8],
  [10.8, -0.7],
  [1.1, 0.2],
  [0.7, 6],
  [3.9, 6.5],
  [3.9, 8.3],
  [0, 8.7],
];

const fighter: readonly Point[] = [
  [0, -11.8],
  [0.6, -9],
  [1.3, -6.2],
  [1.7, -3.4],
  [7.6, 3.2],
  [7.6, 5.3],
  [2.1, 5.3],
  [2.1, 6.4],
  [4.8, 8.8],
  [4.8, 10.4],
  [1.3, 9.6],
  [0, 9.6],
];

const zeppelin: readonly Point[] = [
  [0, -10],
  [2.4, -8.2],
  [3.6, -4.4],
  [3.6, 0.8],
  [2.6, 5.2],
  [4.4, 7.4],
  [4.4, 9.2],
  [1.4, 8.4],
  [0, 9.8],
];

const light: readonly Point[] = [
  [0, -8.6],
  [0.9, -8],
  [1.2, -5.4],
  [1.2, -3.9],
  [10.6, -3.3],
  [10.6, -0.8],
  [1.2, 0],
  [0.7, 5.8],
  [3.7, 6.4],
  [3.7, 8.2],
  [0, 8.6],
];

const fast: readonly Point[] = [
  [0, -11.5],
  [0.8, -8],
  [1.5, -4],
  [8.2, 5],
  [8.2, 6.8],
  [2, 6.4],
  [4, 9.3],
  [4, 10.4],
  [0, 9.2],
];

const glider: readonly Point[] = [
  [0, -6.6],
  [0.8, -5.4],
  [0.9, -2.9],
  [12, -2],
  [12, -0.9],
  [0.9, -0.4],
  [0.4, 6],
  [2.8, 6.5],
  [2.8, 7.7],
  [0, 7.9],
];

const rotorcraft: readonly Point[] = [
  [0, -6.8],
  [2, -5.6],
  [2.7, -3],
  [2.3, 1],
  [0.9, 3],
  [0.8, 8.2],
  [2.2, 8.6],
  [2.2, 9.8],
  [0, 10],
];

const dart: readonly Point[] = [
  [0, -9],
  [6.2, 8],
  [0, 4.6],
];

const drone: readonly Point[] = [
  [0, -3],
  [2, -1],
  [2, 2],
  [0, 3],
];

const capsule: readonly Point[] = [
  [0, -6],
  [2.6, -5.4],
  [3.2, -3.6],
  [3.2, 4.8],
  [2.4, 6],
  [0, 6.2],
];

const drop: readonly Point[] = [
  [0, -9],
  [4.2, -7.6],
  [6, -4],
  [5, 0],
  [1.6, 4.4],
  [1.6, 7],
  [0, 7],
];

const post: readonly Point[] = [
  [0, -8],
  [3.4, 6],
  [0, 6],
];

export const shapes: Record<Kind, Shape> = {
  heavy: { half: heavy, size: 1.18, turns: true },
  jet: { half: jet, size: 1, turns: true },
  quad: { half: quad, size: 1.28, turns: true },
  business: { half: business, size: 0.88, turns: true },
  turboprop: { half: turboprop, size: 0.95, turns: true },
  transport: { half: transport, size: 1.06, turns: true },
  twin: { half: twin, size: 0.88, turns: true },
  fighter: { half: fighter, size: 0.9, turns: true },
  airship: { half: zeppelin, size: 1, turns: true },
  light: { half: light, size: 0.86, turns: true },
  fast: { half: fast, size: 0.95, turns: true },
  rotorcraft: {
    half: rotorcraft,
    lines: [
      [-7.2, -9.4, 7.2, 5],
      [7.2, -9.4, -7.2, 5],
    ],
    size: 0.98,
    turns: true,
  },
  glider: { half: glider, size: 1, turns: true },
  balloon: { half: drop, size: 0.9, turns: false },
  drone: {
    half: drone,
    rings: [
      [-5, -5, 2.8],
      [5, -5, 2.8],
      [-5, 5, 2.8],
      [5, 5, 2.8],
    ],
    lines: [
      [-4, -4, 4, 4],
      [4, -4, -4, 4],
    ],
    size: 0.8,
    turns: true,
  },
  ground: { half: capsule, size: 0.62, turns: true },
  obstacle: { half: post, size: 0.6, turns: false },
  unknown: { half: dart, size: 0.84, turns: true },
};

/** The closed outline of a body. */
export function outline({ half }: Shape): Point[] {
  const left = half
    .filter(([x]) => x !== 0)
    .map(([x, y]): Point => [-x, y])
    .reverse();
  return [...half, ...left];
}
