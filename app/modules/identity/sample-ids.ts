// Ids of «учебные данные» follow from keys, so loading twice changes nothing and sample documents can name people.

/** `org_sample_<key>` of content/samples/people.yaml. */
export const sampleOrganisationId = (organisationKey: string): string => `org_sample_${organisationKey}`;

/** `usr_sample_<key>` of content/samples/people.yaml. */
export const sampleUserId = (personKey: string): string => `usr_sample_${personKey}`;
