/** The version of all three tools: they are released as one executable. */
export const VERSION = '0.1.0';
