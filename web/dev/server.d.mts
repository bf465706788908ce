/** Starts the stand-in for the service; `port` 0 takes a free one. */
export function startServer(options?: {
    port?: number;
    aircraft?: number;
    stream?: boolean;
}): Promise<{ url: string; close(): Promise<unknown> }>;
