import { createRoot } from 'react-dom/client';
import { App } from './components/App.js';
import { createAgentStore } from './desk.js';
import './desk.css';

const element = document.getElementById('desk');
if (element) {
  createRoot(element).render(<App agent={createAgentStore()} />);
}
