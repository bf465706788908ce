/** The range of the last day as a rose: rings, the four winds, and the farthest of each direction. */
import { distance, unitsPerNm, type Units } from '../format';
import { stationWords } from '../strings';
import { ringDistances, sectorDegrees } from './range';

const size = 320;
const middle = size / 2;
const edge = 136; // radius of the outermost ring
const namespace = 'http://www.w3.org/2000/svg';

export function drawRange(farthest: readonly (number | null)[], units: Units): SVGSVGElement {
  const svg = shape('svg', { viewBox: `0 0 ${size} ${size}`, class: 'polar', role: 'img' }) as SVGSVGElement;
  const perNm = unitsPerNm(units);
  const most = Math.max(0, ...farthest.map((one) => (one ?? 0) * perNm));
  const rings = ringDistances(most);
  const scale = edge / (rings.at(-1) ?? 1);
  svg.setAttribute('aria-label', stationWords.rangeTo(distance(most / perNm, units)));
  for (const ring of rings) {
    svg.append(shape('circle', { cx: middle, cy: middle, r: ring * scale }));
    svg.append(
      label(
        middle + 3,
        middle - ring * scale + 11,
        ring === rings.at(-1) ? `${ring} ${distance(0, units).unit}` : String(ring),
        'start',
      ),
    );
  }
  svg.append(
    shape('path', {
      d: `M${middle} ${middle - edge}V${middle + edge}M${middle - edge} ${middle}H${middle + edge}`,
    }),
  );
  const outline = farthest.flatMap((one, i) => {
    const radius = (one ?? 0) * perNm * scale;
    return [i, i + 1].map((side) => {
      const angle = (side * sectorDegrees * Math.PI) / 180;
      return `${(middle + radius * Math.sin(angle)).toFixed(1)} ${(middle - radius * Math.cos(angle)).toFixed(1)}`;
    });
  });
  svg.append(shape('path', { class: 'outline', d: `M${outline.join('L')}Z` }));
  const [north, east, south, west] = stationWords.winds;
  svg.append(
    label(middle, 14, north, 'middle'),
    label(size - 4, middle + 4, east, 'end'),
    label(middle, size - 6, south, 'middle'),
    label(4, middle + 4, west, 'start'),
  );
  return svg;
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function label(x: number, y: number, text: string, anchor: string): SVGElement {
  const made = shape('text', { x, y, 'text-anchor': anchor });
  made.textContent = text;
  return made;
}
