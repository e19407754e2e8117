import { useExplorer } from '../model/explorer.js';
import type { Theme } from '../model/kept/kept-forms.js';
import { Icon } from './icons.js';

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

/** The name of the page, the state of the schema, and links. */
export function TopBar() {
  const { settings, endpoint, preferences } = useExplorer();
  const theme = preferences.theme.value;
  return (
    <header class="top-bar">
      <h1 class="brand">superoffice-graphql</h1>
      <p class="endpoint">
        <SchemaStatus />
        <span class="address">{endpoint}</span>
        {settings.agents.length > 0 && (
          <span class="sandbox" title="The sandbox tenant: invented data, the same after every start">
            sandbox
          </span>
        )}
      </p>
      {settings.allowsApolloSandbox && (
        <a class="button quiet apollo" href={apolloSandbox(endpoint)} target="_blank" rel="noopener noreferrer">
          Open in Apollo Sandbox <Icon name="external" />
        </a>
      )}
      <button
        type="button"
        class="button quiet square"
        aria-label={`Theme: ${theme}. Change to ${NEXT_THEME[theme]}.`}
        title={`Theme: ${theme}`}
        onClick={() => {
          preferences.theme.value = NEXT_THEME[theme];
        }}
      >
        <Icon name={theme} />
      </button>
    </header>
  );
}

const STATUS = {
  loading: 'Reading the schema',
  ready: 'The schema is loaded',
  failed: 'There is no schema',
  untold: 'This server hides its schema',
  lost: 'The server cannot be reached',
} as const;

function SchemaStatus() {
  const { connection, schema } = useExplorer();
  const current = schema.current.value;
  const isUntold = current.state === 'failed' && current.advice.isExpected;
  const state = connection.isLost.value ? 'lost' : isUntold ? 'untold' : current.state;
  return (
    <button
      type="button"
      class="button quiet square schema-status"
      data-state={state}
      aria-label={`${STATUS[state]}. Read the schema again.`}
      title={`${STATUS[state]}. Click to read the schema again.`}
      onClick={() => void schema.load()}
    >
      <Icon name="reload" />
    </button>
  );
}

function apolloSandbox(endpoint: string): string {
  return `https://studio.apollographql.com/sandbox/explorer?${new URLSearchParams({ endpoint })}`;
}
