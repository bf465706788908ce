/** Colours of everything drawn on the map: a paper chart by day, a dim scope by night. */
import type { Theme } from '../settings';

export interface Palette {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  readonly graticule: string;
  readonly country: string;
  readonly ring: string;
  readonly ringText: string;
  readonly receiver: string;
  readonly outline: string;
  readonly text: string;
  readonly textMuted: string;
  readonly halo: string;
  readonly selection: string;
  readonly selectionText: string;
  readonly alarm: string;
  readonly zone: string;
  readonly airport: string;
}

export const palettes: Record<Theme, Palette> = {
  light: {
    sea: '#d3e1e7',
    land: '#f6f3ea',
    coast: '#9fb6c0',
    border: '#cfc7b4',
    graticule: '#00304a14',
    country: '#857d6b',
    ring: '#1d4f6a66',
    ringText: '#3f6579',
    receiver: '#0b5f86',
    outline: '#fffdf8',
    text: '#16262d',
    textMuted: '#41555e',
    halo: '#fbf9f3e6',
    selection: '#12384a',
    selectionText: '#ffffff',
    alarm: '#c8102e',
    zone: '#8a3b8f',
    airport: '#5a6a72',
  },
  dark: {
    sea: '#0a1216',
    land: '#141f25',
    coast: '#33474f',
    border: '#2a3a41',
    graticule: '#9fd0e00f',
    country: '#71868f',
    ring: '#8fc3d84d',
    ringText: '#7e9eab',
    receiver: '#7cc9ec',
    outline: '#0a1216',
    text: '#e3edf0',
    textMuted: '#a9bcc4',
    halo: '#0a1216d9',
    selection: '#ffd479',
    selectionText: '#1b1503',
    alarm: '#ff5a66',
    zone: '#d08fd6',
    airport: '#8ba1ab',
  },
};
