try{let e=localStorage.getItem("explorer.theme");e!==null&&(document.documentElement.dataset.theme=JSON.parse(e))}catch{}
