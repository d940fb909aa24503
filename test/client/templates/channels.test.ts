import { expect, test } from 'vitest';
import { channelsChosen, withChannel } from '../../../client/staff/templates/channels.ts';
import { firstTemplates } from '../../../client/staff/templates/first-templates.ts';
import { isStopped, plannedPosts } from '../../../shared/templates.ts';
import { sampleStage } from '../../fixtures/prepared.ts';

test('NI63 a template’s posts go where it says, or as any new post does; no channel at all is said', () => {
  const { rows, nowMs } = sampleStage();
  const all = [...rows.all('channel')].sort((a, b) => a.rank - b.rank);
  const { intro } = firstTemplates('fr');
  const usual = channelsChosen(intro, all);
  const goesTo = (template: typeof intro) => plannedPosts(rows, template, nowMs)[0]?.fields.channels;
  expect(goesTo(intro)).toEqual([...usual].sort());

  const less = withChannel(intro, 'bsky', all);
  expect(channelsChosen(less, all)).toEqual(usual.filter((id) => id !== 'bsky'));
  expect(goesTo(less)).toEqual(['wall']);
  // Put back, it says nothing again, and follows what the settings become.
  expect(withChannel(less, 'bsky', all)).toEqual(intro);

  const nowhere = usual.reduce((template, id) => withChannel(template, id, all), intro);
  const [planned] = plannedPosts(rows, nowhere, nowMs);
  expect(planned?.problems).toContainEqual({ code: 'no-channel' });
  expect(planned && isStopped(planned)).toBe(true);
});
