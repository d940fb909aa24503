import type { ChannelRow } from '../../../shared/rows/channel.ts';
import type { Template } from '../../../shared/rows/template.ts';
import { same } from '../../../shared/same.ts';

/** Where a template's posts go: where it says, else wherever a new post goes. */
export const channelsChosen = ({ channels }: Template, all: readonly ChannelRow[]): readonly string[] =>
  channels ?? usualOf(all);

/** With one more channel, or one less. Where a new post goes anyway is not said: it then follows the settings. */
export function withChannel(template: Template, id: string, all: readonly ChannelRow[]): Template {
  const chosen = channelsChosen(template, all);
  const next = all
    .map((channel) => channel.id)
    .filter((each) => (each === id ? !chosen.includes(id) : chosen.includes(each)));
  const { channels: _, ...without } = template;
  return same(next, usualOf(all)) ? without : { ...without, channels: next };
}

const usualOf = (all: readonly ChannelRow[]): readonly string[] =>
  all.flatMap(({ id, on, default: ticked }) => (on && ticked ? id : []));
