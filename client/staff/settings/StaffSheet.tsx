import { useState } from 'preact/hooks';
import type { NewInvitation } from '../../../shared/access.ts';
import { HATS, type Hat } from '../../../shared/rows/staff.ts';
import { Button } from '../parts/Button.tsx';
import { HoldButton } from '../parts/HoldButton.tsx';
import { Sheet } from '../parts/Sheet.tsx';
import { Switch } from '../parts/Switch.tsx';
import { Text } from '../parts/Text.tsx';
import { said } from '../shell/act.ts';
import { sent } from '../shell/send.ts';
import { useShow } from '../shell/show-context.ts';
import { ClashNote } from './FormParts.tsx';
import { Invitation } from './Invitation.tsx';
import { useForm } from './use-form.ts';
import { words } from './words.ts';

/** What a newcomer does most: the rest is given on purpose. */
const FIRST_HATS: readonly Hat[] = ['write'];

interface StaffSheetProps {
  readonly id: string;
  /** Administers; else one only invites one's own other devices. */
  readonly may: boolean;
  readonly onClose: () => void;
}

/** One member of the team: their name, their hats, an invitation for a device of theirs, and the way out. */
export function StaffSheet({ id, may, onClose }: StaffSheetProps) {
  const show = useShow();
  const row = show.rows.value.get('staff', id);
  const form = useForm({ name: row?.name ?? '', hats: row?.hats ?? [...(row ? [] : FIRST_HATS)] });
  const { values, set } = form;
  const [invitation, setInvitation] = useState<NewInvitation>();
  const [acting, setActing] = useState(false);
  const t = words().staff;
  const isNew = row === undefined;
  const save = () =>
    form.save((change) => {
      // A newcomer has no hats yet, whatever the form proposes.
      const hats = isNew ? { hats: { to: values.hats } } : {};
      return show.act('staff.edit', { staff: id, change: { ...change, ...hats } });
    });
  const invite = async () => {
    setActing(true);
    const made = await sent<{ invitation: NewInvitation }>('POST', '/invitations', { show: show.id, staff: id });
    setActing(false);
    if (made) setInvitation(made.invitation);
  };
  const title = row?.name ?? t.newMember;
  if (invitation) {
    return (
      <Sheet title={t.invitationFor(title)} onClose={onClose} tall>
        <Invitation invitation={invitation} />
      </Sheet>
    );
  }
  return (
    <Sheet
      title={title}
      onClose={onClose}
      tall
      {...(may && {
        foot: (
          <Button
            tone={isNew || form.differs ? 'act' : 'quiet'}
            large
            disabled={values.name.trim() === '' || (!isNew && !form.differs)}
            onClick={() => void save().then((saved) => saved && !isNew && onClose())}
          >
            {words().form.save}
          </Button>
        ),
      })}
    >
      <div class="stack">
        <fieldset class="stack" disabled={!may}>
          <Text label={t.name} max={120} value={values.name} onChange={(name) => set('name', name)} />
          <fieldset>
            <legend class="field-label">{t.roles}</legend>
            {HATS.map((hat) => (
              <Switch
                key={hat}
                label={t.hats[hat]}
                hint={t.hatHints[hat]}
                on={values.hats.includes(hat)}
                onChange={(on) => set('hats', on ? [...values.hats, hat] : values.hats.filter((each) => each !== hat))}
              />
            ))}
          </fieldset>
          <ClashNote
            clash={form.clash}
            label={(name) => (name === 'hats' ? t.roles : t.name)}
            onTake={form.takeTheirs}
          />
        </fieldset>
        {row && !row.revoked && (
          <section class="stack settings-part">
            <h3>{t.invite}</h3>
            <p class="small soft">{t.inviteWhy}</p>
            <Button wide disabled={acting} onClick={() => void invite()}>
              {acting ? t.inviting : t.inviteAct}
            </Button>
          </section>
        )}
        {isNew && <p class="small soft">{t.inviteAfter}</p>}
        {row && may && (
          <section class="stack settings-part">
            <p class="small soft">{row.revoked ? t.revokedWhy : t.revokeWhy}</p>
            {row.revoked ? (
              <Button
                wide
                onClick={() =>
                  void said(() => show.act('staff.edit', { staff: id, change: { revoked: { from: true, to: false } } }))
                }
              >
                {t.takeBack}
              </Button>
            ) : (
              <HoldButton
                wide
                onDone={() =>
                  void said(() =>
                    show.act('staff.edit', { staff: id, change: { revoked: { from: false, to: true } } }),
                  ).then((done) => done !== undefined && onClose())
                }
              >
                {t.revoke}
              </HoldButton>
            )}
          </section>
        )}
      </div>
    </Sheet>
  );
}
