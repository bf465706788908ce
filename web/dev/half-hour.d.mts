export interface Moment {
    readonly hex: string;
    readonly type?: number;
    readonly lat: number;
    readonly lon: number;
    readonly feet?: number | 'ground';
    readonly knots?: number;
    readonly flight?: string;
    readonly squawk?: string;
}
export function halfHourFile(start: number, moments: readonly (readonly Moment[])[]): ArrayBuffer;
