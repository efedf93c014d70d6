import { flatRoutes } from '@remix-run/fs-routes';

// Tests and styles lie beside routes without becoming routes.
export default flatRoutes({ ignoredRouteFiles: ['**/*.css', '**/*.test.*', '**/*.md'] });
