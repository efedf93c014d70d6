// The whole tier is one file: one browser and one site serve every journey (a file each would start a browser each).
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { accessibilityJourney } from './journeys/accessibility';
import { actsJourney } from './journeys/acts';
import { discussionJourney } from './journeys/discussion';
import { documentsJourney } from './journeys/documents';
import { draftingJourney } from './journeys/drafting';
import { editorJourney } from './journeys/editor';
import { findingJourney } from './journeys/finding';
import { firstVisitJourney } from './journeys/first-visit';
import { guardsJourney } from './journeys/guards';
import { keyboardJourney } from './journeys/keyboard';
import { lifeJourney } from './journeys/life';
import { peopleJourney } from './journeys/people';
import { proofsJourney } from './journeys/proofs';
import { publicPagesJourney } from './journeys/public-pages';
import { readyTextJourney } from './journeys/ready-text';
import { remarksJourney } from './journeys/remarks';
import { routeEditorJourney } from './journeys/route-editor';
import { signInJourney } from './journeys/sign-in';
import { startJourney } from './journeys/start';
import { versionsJourney } from './journeys/versions';
import { endTier, leave, startTier } from './support/tier';

beforeAll(startTier);
afterAll(endTier);
afterEach(leave);

describe('first visit', firstVisitJourney);
describe('sign-in', signInJourney);
describe('documents', documentsJourney);
describe('finding', findingJourney);
describe('acts', actsJourney);
describe('public pages', publicPagesJourney);
describe('proofs', proofsJourney);
describe('guards', guardsJourney);
describe('keyboard', keyboardJourney);
describe('accessibility', accessibilityJourney);
describe('editor', editorJourney);
describe('discussion', discussionJourney);
describe('remarks and suggestions', remarksJourney);
describe('versions and check', versionsJourney);
describe('drafting together', draftingJourney);
describe('starting a document', startJourney);
describe('people', peopleJourney);
describe('route editor', routeEditorJourney);
describe('starting from a ready text', readyTextJourney);
// Last: it changes the document that the pages above show waiting.
describe('life of a document', lifeJourney);
