/** Circles of equal distance around the receiver, at round numbers of the viewer's unit. */
import type { Feature, FeatureCollection } from 'geojson';
import type { Units } from '../format';
import { destination, type Place } from '../geo';

const steps: Record<Units, { readonly each: number; readonly unit: string; readonly nm: number }> = {
  aeronautical: { each: 50, unit: 'nmi', nm: 1 },
  metric: { each: 100, unit: 'km', nm: 1 / 1.852 },
  imperial: { each: 50, unit: 'mi', nm: 1 / 1.150779 },
};
const farthestNm = 255;

export function rings(
  receiver: Place,
  units: Units,
): { circles: FeatureCollection; labels: FeatureCollection } {
  const { each, unit, nm } = steps[units];
  const circles: Feature[] = [];
  const labels: Feature[] = [];
  for (let radius = each; radius * nm <= farthestNm; radius += each) {
    const around = Array.from({ length: 181 }, (_, i) => at(receiver, i * 2, radius * nm));
    circles.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: around } });
    const top = at(receiver, 0, radius * nm);
    labels.push({
      type: 'Feature',
      properties: { text: `${radius} ${unit}` },
      geometry: { type: 'Point', coordinates: top },
    });
  }
  return {
    circles: { type: 'FeatureCollection', features: circles },
    labels: { type: 'FeatureCollection', features: labels },
  };
}

function at(from: Place, bearing: number, nm: number): number[] {
  const { lat, lon } = destination(from, bearing, nm);
  return [lon, lat];
}
