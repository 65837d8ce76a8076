const fs=require('fs'),Module=require('module'),path=require('path');
module.exports=function twin(entries,root){ // load each file with Float32Array -> Float64Array in an isolated cache
  const req=Module.createRequire(root+'/package.json'); const cache=new Map();const G=Object.assign(Object.create(globalThis),{_tfGlobals:null,_tfengine:null});
  const load=(file)=>{ if(cache.has(file))return cache.get(file).exports; const m={exports:{}};cache.set(file,m);
    const src=fs.readFileSync(file,'utf8').replace(/Float32Array/g,'Float64Array');
    const r=Module.createRequire(file);
    const local=(id)=>{ if(id.startsWith('@tensorflow/')){return load(req.resolve(id))} if(id.startsWith('.'))return load(r.resolve(id)); return r(id)};
    new Function('require','module','exports','__filename','__dirname','global',src)(local,m,m.exports,file,path.dirname(file),G); return m.exports;};
  return entries.map(e=>load(req.resolve(e)));
};
