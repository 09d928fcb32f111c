import type { SchemeName } from '@mpkg/manifest';

/** How a layout writes versions and requirements. */
export const LAYOUT_SCHEME: SchemeName = 'debian';
