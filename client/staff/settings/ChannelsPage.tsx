import plus from 'lucide-static/icons/plus.svg?raw';
import { useState } from 'preact/hooks';
import { handleOf } from '../../../shared/handles.ts';
import { type ChannelRow, NETWORKS, VISIBILITIES } from '../../../shared/rows/channel.ts';
import { showOf } from '../../../shared/rows/rows.ts';
import { common } from '../../words/common.ts';
import { accountName } from '../parts/account-name.ts';
import { Button } from '../parts/Button.tsx';
import { Chip } from '../parts/Chip.tsx';
import { channelName } from '../parts/channel-name.ts';
import { Field } from '../parts/Field.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { Switch } from '../parts/Switch.tsx';
import { Text } from '../parts/Text.tsx';
import { said } from '../shell/act.ts';
import { useShow } from '../shell/show-context.ts';
import { ConnectionChip } from './ConnectionChip.tsx';
import { ConnectionPart } from './ConnectionPart.tsx';
import { isServed } from './connecting.ts';
import { ClashNote } from './FormParts.tsx';
import { Gauge } from './Gauge.tsx';
import { hashtagsOf } from './hashtags.ts';
import { byRank, lastRank } from './ordering.ts';
import { PricesPart } from './PricesPart.tsx';
import { useForm } from './use-form.ts';
import { words } from './words.ts';

const SPACINGS_S = [0, 15, 30, 60, 120, 300] as const;

/** Our accounts: under which name we speak is said first, in a strip nobody can miss. */
export function ChannelsPage() {
  const show = useShow();
  const rows = show.rows.value;
  const channels = [...rows.all('channel')].sort(byRank);
  const isRehearsal = showOf(rows)?.rehearsal === true;
  const may = show.me.value?.hats.includes('administer') ?? false;
  const [opened, open] = useState<string>();
  const t = words().channels;
  const accounts = channels.filter(({ on, network, account }) => on && network !== 'wall' && account !== '');
  return (
    <div class="stack">
      <p class={isRehearsal ? 'settings-strip settings-strip-rehearsal' : 'settings-strip'}>
        {isRehearsal && <span class="strong">{t.rehearsal} </span>}
        {accounts.length === 0
          ? t.noAccount
          : t.as(
              accounts.map((channel) => `${accountName(channel)} (${common().networks[channel.network]})`).join(', '),
            )}
      </p>
      {!may && <p class="soft">{words().form.administer}</p>}
      <ul class="stack">
        {channels.map((channel) => (
          <Channel
            key={channel.id}
            channel={channel}
            may={may}
            seen={opened}
            rehearsal={isRehearsal}
            onOpen={() => open(channel.id)}
          />
        ))}
      </ul>
      {may && (
        <Button drawing={plus} wide onClick={() => open(show.newId())}>
          {t.add}
        </Button>
      )}
      {opened !== undefined && (
        <ChannelSheet key={opened} id={opened} rank={lastRank(channels)} onClose={() => open(undefined)} />
      )}
    </div>
  );
}

function Channel({
  channel,
  may,
  rehearsal,
  seen,
  onOpen,
}: {
  readonly channel: ChannelRow;
  readonly may: boolean;
  readonly rehearsal: boolean;
  /** The channel whose sheet is open: what it changed is asked anew when it closes. */
  readonly seen: string | undefined;
  readonly onOpen: () => void;
}) {
  const show = useShow();
  const t = words().channels;
  const name = common().networks[channel.network];
  return (
    <li class="panel stack">
      <div class="row">
        <p class="grow">
          <span class="strong">{name}</span>{' '}
          {channel.network !== 'wall' && <span class="soft">{accountName(channel) || t.noName}</span>}
        </p>
        {may && (
          <Button tone="plain" aria-label={t.editSays(channelName(show.rows.value, channel.id))} onClick={onOpen}>
            {t.edit}
          </Button>
        )}
      </div>
      <Switch
        label={channel.on ? t.isOn : t.isOff}
        on={channel.on}
        disabled={!may}
        onChange={(to) =>
          void said(() => show.act('channel.edit', { channel: channel.id, change: { on: { from: channel.on, to } } }))
        }
      />
      <p class="row row-wrap">
        <Chip>{channel.served === 'server' ? t.byServer : t.byHand}</Chip>
        {channel.default && <Chip>{t.isDefault}</Chip>}
        {channel.hashtags && <Chip>{channel.hashtags.join(' ')}</Chip>}
        {channel.visibility && channel.visibility !== 'public' && <Chip>{t.visibilities[channel.visibility]}</Chip>}
        {may && !rehearsal && channel.served === 'server' && isServed(channel.network) && (
          <ConnectionChip channel={channel} when={seen} onMend={onOpen} />
        )}
        {channel.network !== 'wall' && channel.spacingMs > 0 && <Chip>{t.spaced(channel.spacingMs / 1000)}</Chip>}
      </p>
      {channel.on && <Gauge channel={channel} />}
    </li>
  );
}

function ChannelSheet({
  id,
  rank,
  onClose,
}: {
  readonly id: string;
  readonly rank: number;
  readonly onClose: () => void;
}) {
  const show = useShow();
  const row = show.rows.value.get('channel', id);
  const form = useForm({
    network: row?.network ?? 'other',
    account: row?.account ?? '',
    served: row?.served ?? 'hand',
    on: row?.on ?? false,
    default: row?.default ?? false,
    spacingMs: row?.spacingMs ?? 30_000,
    hashtags: row?.hashtags,
    visibility: row?.visibility,
    prices: row?.prices,
    budget: row?.budget,
  });
  const [tags, tag] = useState(row?.hashtags?.join(' ') ?? '');
  const { values, set } = form;
  const t = words().channels;
  const spacings = [...new Set<number>([...SPACINGS_S, values.spacingMs / 1000])].sort((a, b) => a - b);
  const served = values.served === 'server' && isServed(values.network);
  const save = async () => {
    const isNew = row === undefined;
    const saved = await form.save((change) =>
      show.act('channel.edit', { channel: id, change: { ...change, ...(row ? {} : { rank: { to: rank } }) } }),
    );
    // A new channel is connected next, in the same sheet.
    if (saved && !(isNew && served)) onClose();
  };
  return (
    <Sheet
      title={row ? common().networks[row.network] : t.add}
      onClose={onClose}
      tall
      foot={
        <Button tone="act" large disabled={!form.differs} onClick={() => void save()}>
          {words().form.save}
        </Button>
      }
    >
      <div class="stack">
        <Field label={t.network}>
          {(described) => (
            <select
              {...described}
              class="input"
              value={values.network}
              onChange={(event) => {
                const network = NETWORKS.find((each) => each === event.currentTarget.value);
                if (network) set('network', network);
              }}
            >
              {NETWORKS.map((network) => (
                <option key={network} value={network}>
                  {common().networks[network]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {values.network !== 'wall' && !served && (
          <Text
            label={t.account}
            hint={t.accountHint}
            value={values.account}
            onChange={(typed) => set('account', handleOf(values.network, typed))}
          />
        )}
        <Segmented
          showLabel
          label={t.served}
          options={(['server', 'hand'] as const).map((value) => ({
            value,
            label: value === 'server' ? t.byServer : t.byHand,
          }))}
          value={values.served}
          onChoose={(served) => set('served', served)}
        />
        <p class="field-hint">{values.served === 'server' ? t.byServerHint : t.byHandHint}</p>
        {served && <ConnectionPart row={row} network={values.network} onTurnedOn={() => set('on', true)} />}
        {values.network === 'mastodon' && values.served === 'server' && (
          <Segmented
            showLabel
            label={t.visibility}
            options={VISIBILITIES.map((value) => ({ value, label: t.visibilities[value] }))}
            value={values.visibility ?? 'public'}
            onChoose={(visibility) => set('visibility', visibility)}
          />
        )}
        <Text
          label={t.hashtags}
          hint={t.hashtagsHint(showOf(show.rows.value)?.hashtags[0] ?? '')}
          value={tags}
          onChange={(typed) => {
            tag(typed);
            const typedTags = hashtagsOf(typed);
            set('hashtags', typedTags.length > 0 ? typedTags : undefined);
          }}
        />
        {values.network === 'x' && served && (
          <PricesPart
            prices={values.prices}
            budget={values.budget}
            onPrices={(prices) => set('prices', prices)}
            onBudget={(budget) => set('budget', budget)}
          />
        )}
        <Segmented
          showLabel
          label={t.spacing}
          options={spacings.map((seconds) => ({ value: String(seconds), label: t.seconds(seconds) }))}
          value={String(values.spacingMs / 1000)}
          onChoose={(seconds) => set('spacingMs', Number(seconds) * 1000)}
        />
        <p class="field-hint">{t.spacingHint}</p>
        <Switch label={t.on} hint={t.onHint} on={values.on} onChange={(on) => set('on', on)} />
        <Switch label={t.default} hint={t.defaultHint} on={values.default} onChange={(on) => set('default', on)} />
        <ClashNote
          clash={form.clash}
          label={(name) => (t as unknown as Record<string, string>)[name] ?? name}
          onTake={() => {
            if (form.clash?.field === 'hashtags') tag(((form.clash.theirs ?? []) as readonly string[]).join(' '));
            form.takeTheirs();
          }}
        />
      </div>
    </Sheet>
  );
}
