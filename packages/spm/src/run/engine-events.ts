import type { EngineEvent, EngineWarning } from '@mpkg/mpkg';

import type { ConfigMerge } from './config/plan-merge.ts';
import type { RunListener } from './events.ts';

/** Hands on what the engine warns of, except where something better is done about it. */
export interface EngineListener {
  readonly onEvent: (event: EngineEvent) => void;
  /** What is known to be merged needs no warning; the others are told now. */
  readonly merged: (merges: readonly ConfigMerge[]) => void;
}

export function engineListener(emit: RunListener): EngineListener {
  const kept: EngineWarning[] = [];
  const warn = ({ code, subject, message }: EngineWarning): void => {
    emit({ type: 'warning', warning: { code, subject, message } });
  };
  return {
    onEvent(event) {
      if (event.type !== 'warning') return;
      if (event.code === 'configuration-kept') kept.push(event);
      else warn(event);
    },
    merged(merges) {
      const merged = new Set(merges.map(({ path }) => `/${path}`));
      for (const warning of kept.splice(0)) if (!merged.has(warning.subject)) warn(warning);
    },
  };
}
