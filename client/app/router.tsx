import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '../api/read.ts';
import { isStatus } from '../api/problem.ts';
import { queryClient, sessionEnd } from './query-client.ts';
import { NotFoundScreen, PageProblem } from './page-problem.tsx';
import {
  activitySearch,
  choiceSearch,
  invoiceSearch,
  invoicesSearch,
  mutedSearch,
  lookupSearch,
  newRuleSearch,
  problemSearch,
  ruleSearch,
  rulesSearch,
  settingsSearch,
  syncSearch,
  tasksSearch,
  templateSearch,
  templatesSearch,
  upcomingSearch,
} from './search.ts';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ notFoundComponent: NotFoundScreen, errorComponent: PageProblem });

async function signedIn() {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (isStatus(error, 401)) throw redirect({ to: '/sign-in' });
    throw error;
  }
}

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    const { organisations } = await signedIn();
    const [only, ...others] = organisations;
    if (only && others.length === 0) throw redirect({ to: '/o/$org', params: { org: only.id } });
    throw redirect({ to: '/orgs' });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const connectProblem = createRoute({
  getParentRoute: () => root,
  path: '/connect/problem',
  validateSearch: problemSearch,
  component: lazyRouteComponent(
    () => import('../pages/connect-problem/connect-problem-page.tsx'),
    'ConnectProblemPage',
  ),
});

const chooseCompanies = createRoute({
  getParentRoute: () => root,
  path: '/connect/choose',
  beforeLoad: signedIn,
  validateSearch: choiceSearch,
  component: lazyRouteComponent(
    () => import('../pages/choose-companies/choose-companies-page.tsx'),
    'ChooseCompaniesPage',
  ),
});

const organisations = createRoute({
  getParentRoute: () => root,
  path: '/orgs',
  beforeLoad: signedIn,
  component: lazyRouteComponent(
    () => import('../pages/organisations/organisations-page.tsx'),
    'OrganisationsPage',
  ),
});

const organisation = createRoute({
  getParentRoute: () => root,
  path: '/o/$org',
  beforeLoad: signedIn,
  component: Shell,
});

const organisationStart = createRoute({
  getParentRoute: () => organisation,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/o/$org/invoices', params });
  },
});

const sync = createRoute({
  getParentRoute: () => organisation,
  path: 'sync',
  validateSearch: syncSearch,
  component: lazyRouteComponent(() => import('../pages/sync/sync-page.tsx'), 'SyncPage'),
});

const invoices = createRoute({
  getParentRoute: () => organisation,
  path: 'invoices',
  validateSearch: invoicesSearch,
  component: lazyRouteComponent(
    () => import('../pages/invoices/invoices-page.tsx'),
    'InvoicesPage',
  ),
});

const invoice = createRoute({
  getParentRoute: () => organisation,
  path: 'invoices/$invoice',
  validateSearch: invoiceSearch,
  component: lazyRouteComponent(() => import('../pages/invoice/invoice-page.tsx'), 'InvoicePage'),
});

const jobs = createRoute({
  getParentRoute: () => organisation,
  path: 'jobs',
  component: lazyRouteComponent(() => import('../pages/jobs/jobs-page.tsx'), 'JobsPage'),
});

const job = createRoute({
  getParentRoute: () => organisation,
  path: 'jobs/$run',
  component: lazyRouteComponent(() => import('../pages/job/job-page.tsx'), 'JobPage'),
});

const muted = createRoute({
  getParentRoute: () => organisation,
  path: 'customers/muted',
  validateSearch: mutedSearch,
  component: lazyRouteComponent(() => import('../pages/muted/muted-page.tsx'), 'MutedPage'),
});

const tasks = createRoute({
  getParentRoute: () => organisation,
  path: 'tasks',
  validateSearch: tasksSearch,
  component: lazyRouteComponent(() => import('../pages/tasks/tasks-page.tsx'), 'TasksPage'),
});

const rules = createRoute({
  getParentRoute: () => organisation,
  path: 'rules',
  validateSearch: rulesSearch,
  component: lazyRouteComponent(() => import('../pages/rules/rules-page.tsx'), 'RulesPage'),
});

const newRule = createRoute({
  getParentRoute: () => organisation,
  path: 'rules/new',
  validateSearch: newRuleSearch,
  component: lazyRouteComponent(() => import('../pages/rule/new-rule-page.tsx'), 'NewRulePage'),
});

const ruleLookup = createRoute({
  getParentRoute: () => organisation,
  path: 'rules/lookup',
  validateSearch: lookupSearch,
  component: lazyRouteComponent(
    () => import('../pages/rule-lookup/rule-lookup-page.tsx'),
    'RuleLookupPage',
  ),
});

const rule = createRoute({
  getParentRoute: () => organisation,
  path: 'rules/$rule',
  validateSearch: ruleSearch,
  component: lazyRouteComponent(() => import('../pages/rule/rule-page.tsx'), 'RulePage'),
});

const upcoming = createRoute({
  getParentRoute: () => organisation,
  path: 'upcoming',
  validateSearch: upcomingSearch,
  component: lazyRouteComponent(
    () => import('../pages/upcoming/upcoming-page.tsx'),
    'UpcomingPage',
  ),
});

const templates = createRoute({
  getParentRoute: () => organisation,
  path: 'templates',
  validateSearch: templatesSearch,
  component: lazyRouteComponent(
    () => import('../pages/templates/templates-page.tsx'),
    'TemplatesPage',
  ),
});

const template = createRoute({
  getParentRoute: () => organisation,
  path: 'templates/$template',
  validateSearch: templateSearch,
  component: lazyRouteComponent(
    () => import('../pages/template/template-page.tsx'),
    'TemplatePage',
  ),
});

const activity = createRoute({
  getParentRoute: () => organisation,
  path: 'activity',
  validateSearch: activitySearch,
  component: lazyRouteComponent(
    () => import('../pages/activity/activity-page.tsx'),
    'ActivityPage',
  ),
});

const settingsStart = createRoute({
  getParentRoute: () => organisation,
  path: 'settings',
  beforeLoad: ({ params }) => {
    throw redirect({
      to: '/o/$org/settings/$section',
      params: { ...params, section: 'company' },
      replace: true,
    });
  },
});

const settings = createRoute({
  getParentRoute: () => organisation,
  path: 'settings/$section',
  validateSearch: settingsSearch,
  component: lazyRouteComponent(
    () => import('../pages/settings/settings-page.tsx'),
    'SettingsPage',
  ),
});

const routeTree = root.addChildren([
  start,
  signIn,
  connectProblem,
  chooseCompanies,
  organisations,
  organisation.addChildren([
    organisationStart,
    sync,
    invoices,
    invoice,
    jobs,
    job,
    muted,
    tasks,
    upcoming,
    rules,
    newRule,
    ruleLookup,
    rule,
    templates,
    template,
    activity,
    settingsStart,
    settings,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: PageProblem,
  scrollRestoration: true,
});

sessionEnd.leave = () => {
  queryClient.clear();
  void router.navigate({ to: '/sign-in' });
};

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
