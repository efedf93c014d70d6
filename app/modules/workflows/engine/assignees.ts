// Who is asked: roles, accounts, people outside, and people named in the document's fields.
// A field holds what prints; `bindings` (by field path) say which account or address answers for that place.
import type { Role } from '~/shared/context';
import { declinePerson, toPersonName } from '~/shared/russian';
import type { AssigneeSeed } from '../events.schema';
import type { Assignee } from '../instance.schema';
import { ROLE_WORDS, roleToken } from '../roles';
import type { WorkflowStep } from '../workflow.schema';

/** A person as the directory knows him. */
export interface PersonCard {
  readonly userId: string;
  readonly name: string;
  readonly position?: string | null | undefined;
  readonly organisation?: string | null | undefined;
}
/** `coOrganisers.n1` or `approvingOfficial` → the account or the address that answers for it. */
export type Bindings = Readonly<
  Record<string, { userId?: string | null | undefined; email?: string | null | undefined }>
>;

export interface PeopleInput {
  readonly instanceId: string;
  readonly organisationId: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly bindings?: Bindings | undefined;
  /** Holders of roles in the organisation; a role listed with nobody is an error, a role not listed is not checked. */
  readonly roleHolders?: Partial<Record<Role, readonly PersonCard[]>> | undefined;
  /** Accounts that a workflow names by id. */
  readonly people?: Readonly<Record<string, PersonCard>> | undefined;
}

type Raw = Record<string, unknown>;
const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const fresh: Omit<Assignee, 'key' | 'kind' | 'token' | 'name' | 'origin'> = {
  userId: null,
  position: null,
  organisation: null,
  organisationGenitive: null,
  email: null,
  state: 'waiting',
  decisionId: null,
  carried: false,
  askedAt: null,
  dueAt: null,
  escalatedAt: null,
  scope: null,
  delegatedFrom: null,
  delegatedUntil: null,
  reason: null,
};

/** An assignee from a person put in by hand or read from a field. */
export function assigneeFrom(
  seed: AssigneeSeed,
  place: { instanceId: string; stepId: string; key: string; origin: Assignee['origin'] },
): Assignee {
  const userId = seed.userId ?? null;
  return {
    ...fresh,
    key: place.key,
    kind: userId ? 'user' : 'external',
    token: userId ? `user:${userId}` : `link:${place.instanceId}:${place.stepId}:${place.key}`,
    userId,
    name: seed.name,
    position: seed.position ?? null,
    organisation: seed.organisation ?? null,
    organisationGenitive: seed.organisationGenitive ?? null,
    email: seed.email ?? null,
    scope: seed.scope ?? null,
    origin: place.origin,
  };
}

function organisationName(value: unknown): string | null {
  return isRaw(value) ? (text(value.name) ?? text(value.shortName)) : text(value);
}

function genitiveOf(organisation: unknown): string | null {
  return isRaw(organisation) && isRaw(organisation.cases) ? text(organisation.cases.genitive) : null;
}

function fullName(value: unknown): string | null {
  if (typeof value === 'string') return text(value);
  const person = toPersonName(value);
  return person ? declinePerson(person, 'nominative') : text(value);
}

/** Reads one entry of a field: a person, a text, or a group {organisation, person, position}. Null = nobody named. */
export function seedFromValue(value: unknown): AssigneeSeed | null {
  const direct = fullName(value);
  if (!isRaw(value)) return direct ? { name: direct } : null;
  const personValue = direct ? value : (value.person ?? value.representative ?? value.official ?? value.head);
  const person = isRaw(personValue) ? personValue : {};
  const organisationValue = value.organisation ?? person.organisation;
  const organisation = organisationName(organisationValue);
  const name = direct ?? fullName(personValue) ?? organisation ?? text(value.name);
  if (!name) return null;
  return {
    name,
    position: text(value.position) ?? text(person.position),
    organisation: name === organisation ? null : organisation,
    organisationGenitive: genitiveOf(organisationValue),
    userId: text(value.userId) ?? text(person.userId),
    email: text(value.email) ?? text(person.email),
  };
}

function readField(fields: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((current, key) => {
    if (!isRaw(current) || !Object.hasOwn(current, key)) return undefined;
    return current[key];
  }, fields);
}

function fromField(step: WorkflowStep, field: string, input: PeopleInput): Assignee[] {
  const value = readField(input.fields, field);
  const entries: { key: string; path: string; value: unknown }[] = Array.isArray(value)
    ? value.map((entry, index) => {
        const key = (isRaw(entry) && text(entry.key)) || `n${index + 1}`;
        return { key, path: `${field}.${key}`, value: entry };
      })
    : [{ key: 'main', path: field, value }];
  return entries.flatMap((entry) => {
    const seed = seedFromValue(entry.value);
    if (!seed) return [];
    const binding = input.bindings?.[entry.path];
    const bound = { ...seed, userId: binding?.userId ?? seed.userId, email: binding?.email ?? seed.email };
    return [
      assigneeFrom(bound, { instanceId: input.instanceId, stepId: step.id, key: entry.key, origin: 'field' }),
    ];
  });
}

function fromRole(role: Role, input: PeopleInput): Assignee {
  const holders = input.roleHolders?.[role] ?? [];
  const only = holders.length === 1 ? holders[0] : undefined;
  return {
    ...fresh,
    key: `role-${role}`,
    kind: 'role',
    token: roleToken(role, input.organisationId),
    name: only?.name ?? ROLE_WORDS[role],
    position: only?.position ?? null,
    organisation: only?.organisation ?? null,
    origin: 'workflow',
  };
}

/** The people of a step and why it could not be filled (Russian). */
export function resolveAssignees(
  step: WorkflowStep,
  input: PeopleInput,
): { assignees: Assignee[]; problems: string[] } {
  const rule = step.assignees;
  const said = (message: string) => `шаг «${step.title}»: ${message}`;
  const place = { instanceId: input.instanceId, stepId: step.id, origin: 'workflow' as const };
  if ('role' in rule) {
    const holders = input.roleHolders?.[rule.role];
    const empty = holders !== undefined && holders.length === 0;
    const problems = empty ? [said(`в организации никто не назначен: ${ROLE_WORDS[rule.role]}.`)] : [];
    return { assignees: [fromRole(rule.role, input)], problems };
  }
  if ('external' in rule) {
    const assignees = rule.external.map((person, index) =>
      assigneeFrom(person, { ...place, key: `ext-${index + 1}` }),
    );
    return { assignees, problems: [] };
  }
  if ('users' in rule) {
    const missing = input.people ? rule.users.filter((id) => !Object.hasOwn(input.people as object, id)) : [];
    const assignees = [...new Set(rule.users)].map((id) =>
      assigneeFrom(
        { ...input.people?.[id], userId: id, name: input.people?.[id]?.name ?? id },
        { ...place, key: id },
      ),
    );
    return { assignees, problems: missing.map((id) => said(`нет учётной записи «${id}».`)) };
  }
  const assignees = fromField(step, rule.field, input);
  const repeated = assignees.find(
    (one, index) => assignees.findIndex((other) => other.key === one.key) !== index,
  );
  const problems: string[] = [];
  if (assignees.length === 0) problems.push(said(`никто не указан (поле «${rule.field}»).`));
  if (repeated) problems.push(said(`в поле «${rule.field}» дважды встречается запись «${repeated.key}».`));
  return { assignees, problems };
}
