open PawLatency
open PawLatency.Pharmacology

// 500 ug/kg/h of morphine from day 0 to day 7, in hours.
let pump = Regimen.None.Pump(AlzetPump.Model2ML1, Substance.Morphine.Base, DoseRate 500.0, StudyTime 0.0, StudyTime 168.0)
let study = Study(Test = TestSchedule(Days = [| 0.0; 7.0 |]), Groups = [| Group("saline", 10, Regimen.None); Group("morphine", 10, pump) |])
printfn "%.1f s on day 7" (study.Run().["morphine"].Typical.Curve.At(StudyTime 168.0))
