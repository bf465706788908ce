/** Small curves without axes: points over time as the path of an SVG. The geometry is pure. */
import type { Sample } from './signals';

const namespace = 'http://www.w3.org/2000/svg';

/** The line through the samples in a box; a pause longer than `gapSeconds` leaves a hole. */
export function curve(
  samples: readonly Sample[],
  [width, height]: readonly [number, number],
  [least, most]: readonly [number, number],
  gapSeconds: number,
): string {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return '';
  const perSecond = width / Math.max(1, last.at - first.at);
  const perUnit = height / (most - least || 1);
  return samples
    .map(({ at, value }, i) => {
      const pause = i === 0 || at - (samples[i - 1]?.at ?? at) > gapSeconds;
      const x = (at - first.at) * perSecond;
      const y = height - (Math.min(most, Math.max(least, value)) - least) * perUnit;
      return `${pause ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

/** Least and largest value with a little room, so that a level curve is a line in the middle. */
export function spread(samples: readonly Sample[], leastSpread: number): [number, number] {
  const values = samples.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0, leastSpread - (most - least)) / 2;
  return [least - room, most + room];
}

/** A picture of curves, each with a class; it stretches to the width that there is. */
export function picture(
  size: readonly [number, number],
  name: string,
): { svg: SVGSVGElement; paths: SVGPathElement[] } {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', `0 -2 ${size[0]} ${size[1] + 4}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', name);
  const paths = ['area', 'first', 'second'].map((className) => {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('class', className);
    svg.append(path);
    return path;
  });
  return { svg, paths };
}
