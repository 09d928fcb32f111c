import type { Target } from '../solve/index.ts';
import { answersIn } from '../world/options.ts';
import { parseWish } from '../world/text.ts';
import { difference, type World } from '../world/world.ts';
import type { Plan } from './plan.ts';
import type { Planning } from './planning.ts';
import { planJobs } from './solve-plan.ts';
import { targetOf } from './targets.ts';

/**
 * The plan that makes a system hold what a world asks for. What it does not ask for any more is no longer explicit, and goes with
 * the next `autoremove`.
 * @throws SpmError as `planJobs`
 */
export function planWorld(planning: Planning, world: World, file: string): Plan {
  const wishes = [...world].map(parseWish);
  const targets = (verb: string): Target[] => wishes.filter((wish) => wish.verb === verb).map(targetOf);
  const groups = new Map(
    wishes.flatMap((wish) => (wish.group === undefined ? [] : [[targetOf(wish).name, wish.group] as const])),
  );
  const preferences = wishes.flatMap(({ provider }) => (provider === undefined ? [] : [{ name: provider }]));
  const { plan } = planJobs(planning, {
    words: ['apply', file],
    jobs: targets('install').map((target) => ({ job: 'install', target })),
    groups,
    answers: answersIn(world),
    world: difference(planning.store.world(), world),
    options: { pins: targets('pin'), blacklist: targets('block'), preferences },
  });
  return plan;
}
