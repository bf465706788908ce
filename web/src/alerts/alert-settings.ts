/** What the viewer wants to be alerted of, and how. Nothing, until asked for. */
import { isRecord } from '../api';
import { load, store } from '../storage';
import type { AlertKind } from './watch';

export type AlertSettings = Readonly<Record<AlertKind | 'sound' | 'notify', boolean>>;

const key = 'adsbfeeder.alerts';

export function readAlertSettings(value: unknown): AlertSettings {
  const stored = isRecord(value) ? value : {};
  const on = (name: string) => stored[name] === true;
  return {
    emergency: on('emergency'),
    zone: on('zone'),
    wanted: on('wanted'),
    sound: on('sound'),
    notify: on('notify'),
  };
}

export const loadAlertSettings = (): AlertSettings => load(key, readAlertSettings);
export const storeAlertSettings = (settings: AlertSettings): void => store(key, settings);
