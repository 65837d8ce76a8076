import { test } from 'vitest';
import { toSubject } from '../../../src/subject/to-subject.ts';
class Dense { W=[[0.1,0.2],[0.3,-0.4],[0.5,0.6]]; b=[0.1,-0.1]; inputShape=[null,3]; x: any; dW: any; db: any;
  forward(x:any){this.x=x; return x.map((r:any)=>this.b.map((b,j)=>b+r.reduce((s:number,v:number,i:number)=>s+v*this.W[i]![j]!,0)));}
  backward(g:any){ this.dW=this.W.map((r,i)=>r.map((_,j)=>g.reduce((s:number,gr:any,n:number)=>s+this.x[n][i]*gr[j],0))); this.db=this.b.map((_,j)=>g.reduce((s:number,gr:any)=>s+gr[j],0)); return g.map((gr:any)=>this.W.map((w)=>w.reduce((s,v,j)=>s+v*gr[j],0)));} }
const check = async (layer: any, context: any = {}) => {
  const s: any = await toSubject(layer, { seed: 1, ...context });
  const g = await s.gradient(); let worst = 0;
  for (let i=0;i<s.size;i++){const x=s.read(i),h=1e-5; s.write(i,x+h); const p=await s.value(); s.write(i,x-h); const m=await s.value(); s.write(i,x); worst=Math.max(worst,Math.abs((p-m)/(2*h)-g.values[i]));}
  const before = JSON.stringify(layer); s.restore();
  return JSON.stringify([s.description, s.variables.map((v:any)=>v.path+JSON.stringify(v.shape)), worst, g.aliasesPoint, g.reused]);
};
test('smoke', async () => {
  const t = async (l: any, c?: any) => { try { console.log(await check(l, c)); } catch (e) { console.log(String(e), (e as any).stack?.split('\n').slice(-12,-6).join('\n')); } };
  const d = new Dense(); const j = JSON.stringify(d); await t(d); console.log(j===JSON.stringify(d), JSON.stringify(d));
  await t(new Dense(), { input: [[1,2,3],[4,5,6],[7,8,9]], samples: 2 });
  // returned list
  class R extends Dense { override backward(g:any){ const dx=super.backward(g); const {dW,db}=this; delete (this as any).dW; delete (this as any).db; return [dx,dW,db]; } }
  await t(new R());
  class N extends Dense { override backward(g:any){ const dx=super.backward(g); const {dW,db}=this; delete (this as any).dW; delete (this as any).db; return {dInput:dx,dW,db}; } }
  await t(new N());
  class K extends Dense { override backward(g:any){ const dx=super.backward(g); delete (this as any).dW; return dx; } }
  await t(new K());
  await t(new K(), { variables: ['input','b'] });
  class A extends Dense { override async forward(x:any){ return super.forward(x); } override async backward(g:any){ return super.backward(g); } }
  await t(new A());
});
