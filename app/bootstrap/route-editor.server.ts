// What the route editor needs from other modules: fields and words of the kinds from their templates, people, audit.

import type { IdentityModule } from '~/modules/identity/index.server';
import type { RulesModule } from '~/modules/rules/index.server';
import { type FieldMap, listFieldPaths, type TemplateDefinition } from '~/modules/templates';
import type { TemplatesModule } from '~/modules/templates/index.server';
import type { EditorField } from '~/modules/workflows';
import { createRouteEditor, type RouteEditorDeps } from '~/modules/workflows/index.server';
import type { ReleaseStore } from '~/platform/content';
import { capitalFirst } from '~/shared/russian';

export interface RouteEditorParts extends Pick<RouteEditorDeps, 'content' | 'record' | 'timeZone'> {
  readonly releases: Pick<ReleaseStore, 'current'>;
  readonly templates: Pick<TemplatesModule, 'listTemplates'>;
  readonly identity: Pick<IdentityModule, 'listPeople' | 'findPerson'>;
  readonly rules: RulesModule;
}

/** Declared fields by path, with labels of the groups they stand in: «Мероприятие: дата». */
function labelled(fields: FieldMap): EditorField[] {
  return listFieldPaths(fields).map(({ path, type, repeated }) => {
    const labels: string[] = [];
    let at: FieldMap | undefined = fields;
    let options: EditorField['options'];
    for (const key of path.split('.').filter((part) => part !== '*')) {
      const declaration: FieldMap[string] | undefined = at?.[key];
      if (!declaration) break;
      labels.push(declaration.label);
      at = 'fields' in declaration ? declaration.fields : undefined;
      if (declaration.type === 'choice')
        options = Object.entries(declaration.options).map(([value, label]) => ({ value, label }));
    }
    return { path, type, repeated, label: labels.join(': '), ...(options ? { options } : {}) };
  });
}

/** «Положение, регламент»: a kind is called by the nouns of its templates. */
function kindLabel(templates: readonly { readonly definition: TemplateDefinition }[]): string {
  return capitalFirst([...new Set(templates.map(({ definition }) => definition.subject.noun))].join(', '));
}

export function openRouteEditor({ releases, templates, identity, rules, ...ports }: RouteEditorParts) {
  const templatesOf = async (kind: string) =>
    (await templates.listTemplates()).filter(({ id }) => id.startsWith(`${kind}/`));
  return createRouteEditor({
    ...ports,
    currentRelease: async (id) => (await releases.current('workflow', id))?.sha ?? null,
    async fieldsOf(kind) {
      const all = (await templatesOf(kind)).flatMap(({ definition }) => labelled(definition.fields));
      return [...new Map(all.map((field) => [field.path, field])).values()];
    },
    kindWord: async (kind) => kindLabel(await templatesOf(kind)) || kind,
    async kinds() {
      const all = await templates.listTemplates();
      return [...new Set(all.map(({ kind }) => kind))].map((kind) => ({
        value: kind,
        label: kindLabel(all.filter((one) => one.kind === kind)),
      }));
    },
    templatesOn: async (id) =>
      (await templates.listTemplates())
        .filter(({ definition }) => definition.workflow === id)
        .map(({ definition }) => definition.title),
    people: async () =>
      (await identity.listPeople({}))
        .filter(({ active }) => active)
        .map(({ id, displayName }) => ({ id, name: displayName }))
        .sort((a, b) => a.name.localeCompare(b.name, 'ru')),
    email: async (id) => (await identity.findPerson(id))?.email,
    calendar: async () => (await rules.getRules()).calendar,
  });
}
