use super::*;
    fn load(p:&str)->Continuum{
        let s=std::fs::read_to_string(p).unwrap();
        let mut by=std::collections::BTreeMap::<String,Vec<GammaUnit>>::new();
        let mut cats=std::collections::BTreeMap::<String,u32>::new();
        for l in s.lines(){ let f:Vec<&str>=l.split(',').collect(); let n=cats.len() as u32; let c=*cats.entry(f[1].into()).or_insert(n);
            by.entry(f[0].into()).or_default().push(GammaUnit{start:f[2].trim().parse().unwrap(),end:f[3].trim().parse().unwrap(),category:c}); }
        Continuum::new(by.into_values().collect())
    }
    #[test] fn count(){
        for f in ["AlexPaulSuzan","3by100","3by500","2by1000","5by100"] { for a in [1.0,3.0] {
            let c=load(&format!("/work/shared/agreement-cases/pygamma/{f}.csv"));
            let d=Dissimilarity{alpha:a,..Default::default()};
            let t=std::time::Instant::now();
            let s=Alignment::best(&c,&d,&mut||false).unwrap();
            println!("{f} {a} units {} disorder {} unitary {} best {} {:?}", c.len(), s.disorder, s.unitary.len(), s.best,t.elapsed());
            let t=std::time::Instant::now();
            let g=gamma(&c,&GammaOptions{measure:d,..Default::default()},&mut|_,_|t.elapsed().as_secs()<60);
            println!("   gamma {:?} {:?}", g.map(|g|(g.gamma,g.expected,g.exact)),t.elapsed());
        }}
    }
