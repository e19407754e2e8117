import { createRoot } from 'react-dom/client';
import { App } from './components/App.js';
import { createKept } from './desk.js';
import './desk.css';

const element = document.getElementById('desk');
if (element) {
  createRoot(element).render(<App kept={createKept()} />);
}
