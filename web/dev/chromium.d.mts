/** How this project starts Chromium. */
export const chromiumOptions: { executablePath: string; args: string[] };
